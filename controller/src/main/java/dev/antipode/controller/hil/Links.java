package dev.antipode.controller.hil;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Links by their text, such as {@code udp:192.168.1.20:9100}. */
public final class Links {
    private Links() {}

    /**
     * The kinds of links.
     *
     * @param loader where providers are looked for, besides the built-in ones
     * @return by scheme, in alphabetical order
     * @throws IllegalArgumentException if two providers give one scheme
     */
    public static Map<String, LinkProvider> providers(ClassLoader loader) {
        Map<String, LinkProvider> found = new TreeMap<>();
        for (LinkProvider provider : ServiceLoader.load(LinkProvider.class, loader)) {
            if (found.putIfAbsent(provider.scheme(), provider) != null) {
                throw new IllegalArgumentException("two providers give links of the kind '" + provider.scheme()
                        + "'; the second is " + provider.getClass().getName());
            }
        }
        return found;
    }

    /**
     * The kind that a text names.
     *
     * @param text scheme, colon, address
     * @param loader where providers are looked for
     * @return the provider
     * @throws IllegalArgumentException if there is none of the scheme
     */
    public static LinkProvider provider(String text, ClassLoader loader) {
        Map<String, LinkProvider> found = providers(loader);
        String scheme = text.substring(0, Math.max(text.indexOf(':'), 0));
        LinkProvider provider = found.get(scheme.isEmpty() ? text : scheme);
        if (provider == null) {
            throw new IllegalArgumentException("'" + text + "' names no kind of link; give "
                    + found.values().stream().map(LinkProvider::usage).collect(Collectors.joining("; or ")));
        }
        return provider;
    }

    /**
     * What follows the scheme.
     *
     * @param text scheme, colon, address
     * @return the address; empty where there is none
     */
    public static String address(String text) {
        return text.indexOf(':') < 0 ? "" : text.substring(text.indexOf(':') + 1);
    }
}
