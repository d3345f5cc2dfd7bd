package dev.antipode.core.lift;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The class files of the lifted program, read once each, and which method a call means. */
final class ClassFiles {
    private final Map<Class<?>, Map<String, MethodModel>> methods = new HashMap<>();
    private final Map<MethodModel, MethodCode> codes = new HashMap<>();

    ClassFiles() {}

    /** Whether the class belongs to the platform, whose code is not followed. */
    static boolean isPlatform(Class<?> type) {
        return type.getName().startsWith("java.")
                || type.getName().startsWith("javax.")
                || type.getName().startsWith("jdk.")
                || type.getName().startsWith("sun.");
    }

    /** The class of an internal or array name, as seen from another class. */
    static Class<?> load(String internalName, Class<?> from) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, from.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new Refusal("class " + internalName.replace('/', '.') + " cannot be loaded", null, e);
        }
    }

    /** The method that a virtual or interface call reaches on an object of a class; null where there is none. */
    MethodCode virtual(Class<?> owner, Class<?> receiver, String name, String descriptor) {
        // A private method is called through invokevirtual from a class of the same nest, and is never overridden.
        MethodModel named = declared(owner, name, descriptor);
        if (named != null && is(named, Modifier.PRIVATE)) {
            return code(owner, named);
        }
        for (Class<?> c = receiver; c != null && !isPlatform(c); c = c.getSuperclass()) {
            MethodModel method = declared(c, name, descriptor);
            if (method != null && !is(method, Modifier.STATIC) && !is(method, Modifier.PRIVATE)) {
                return is(method, Modifier.ABSTRACT) ? null : code(c, method);
            }
        }
        return defaultMethod(receiver, name, descriptor);
    }

    /** The method that a static call, a constructor call or a call on super reaches; null where there is none. */
    MethodCode exact(Class<?> owner, String name, String descriptor) {
        for (Class<?> c = owner; c != null && !isPlatform(c); c = c.getSuperclass()) {
            MethodModel method = declared(c, name, descriptor);
            if (method != null && !is(method, Modifier.ABSTRACT)) {
                return code(c, method);
            }
        }
        return defaultMethod(owner, name, descriptor);
    }

    /** The most specific default method; JVMS 25, 5.4.3.3. */
    private MethodCode defaultMethod(Class<?> type, String name, String descriptor) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            collect(c, name, descriptor, found);
        }
        for (Class<?> candidate : found) {
            if (found.stream().noneMatch(other -> other != candidate && candidate.isAssignableFrom(other))) {
                MethodModel method = declared(candidate, name, descriptor);
                return is(method, Modifier.ABSTRACT) ? null : code(candidate, method);
            }
        }
        return null;
    }

    private void collect(Class<?> type, String name, String descriptor, List<Class<?>> found) {
        for (Class<?> i : type.getInterfaces()) {
            if (!isPlatform(i)) {
                if (declared(i, name, descriptor) != null && !found.contains(i)) {
                    found.add(i);
                }
                collect(i, name, descriptor, found);
            }
        }
        if (type.isInterface() && declared(type, name, descriptor) != null && !found.contains(type)) {
            found.add(type);
        }
    }

    private MethodCode code(Class<?> owner, MethodModel method) {
        if (is(method, Modifier.NATIVE)) {
            throw new Refusal(
                    "method " + owner.getName() + "." + method.methodName().stringValue() + " is native");
        }
        return codes.computeIfAbsent(
                method, m -> new MethodCode(owner, m, m.code().orElseThrow()));
    }

    private static boolean is(MethodModel method, int modifier) {
        return (method.flags().flagsMask() & modifier) != 0;
    }

    private MethodModel declared(Class<?> type, String name, String descriptor) {
        return methods.computeIfAbsent(type, ClassFiles::read).get(name + descriptor);
    }

    private static Map<String, MethodModel> read(Class<?> type) {
        if (type.isHidden()) {
            throw new Refusal("a lambda or method reference has no class file to read", "make it a class");
        }
        if (isPlatform(type) || type.isArray()) {
            return Map.of();
        }
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream stream = type.getResourceAsStream(file)) {
            if (stream == null) {
                throw new Refusal(
                        "class " + type.getName() + " has no class file to read",
                        "write it as an ordinary class, not one made at run time");
            }
            Map<String, MethodModel> methods = new HashMap<>();
            for (MethodModel method :
                    ClassFile.of().parse(stream.readAllBytes()).methods()) {
                methods.put(
                        method.methodName().stringValue() + method.methodType().stringValue(), method);
            }
            return methods;
        } catch (IOException e) {
            throw new Refusal("the class file of " + type.getName() + " cannot be read", null, e);
        }
    }
}
