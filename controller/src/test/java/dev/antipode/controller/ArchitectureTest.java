package dev.antipode.controller;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages: dependencies point one way, and the Vector API stays behind its fence. */
class ArchitectureTest {
    private static final String VECTOR_API = "jdk.incubator.vector..";

    /** JVM flags and allocated bytes: part of the JDK, though not of its {@code java} packages. */
    private static final String JVM_FACTS = "com.sun.management..";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Those that other modules' tests lend.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.antipode");

    /** What each package of core may use besides the JDK and itself. */
    private static final Map<String, Set<String>> CORE = new TreeMap<>(Map.of(
            "memory", Set.of(),
            "graph", Set.of(),
            "lift", Set.of("graph"),
            "kernel", Set.of("graph", "memory"),
            "linear", Set.of("kernel", "memory"),
            "random", Set.of("kernel", "graph", "memory"),
            "program", Set.of("kernel", "linear", "random", "graph", "memory"),
            "jacobian", Set.of("program", "kernel", "linear", "random", "graph", "memory"),
            "simd", Set.of("kernel", "linear", "random", "graph", "memory")));

    private static final Set<String> PLATFORM_TRANSCENDENTALS = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot");

    @Test
    void theProductionClassesOfEveryModuleAreSeen() {
        assertThat(PRODUCTION)
                .extracting(type -> type.getPackageName().split("\\.")[2])
                .contains("core", "profiles", "controller");
    }

    @Test
    void coreStandsOnTheJdkAlone() {
        check(classes()
                .that()
                .resideInAPackage("dev.antipode.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.antipode.core..", "java..", JVM_FACTS, VECTOR_API)));
    }

    @Test
    void simStandsOnCoreAndTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("dev.antipode.sim..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.antipode.sim..", "dev.antipode.core..", "java..")));
    }

    @Test
    void profilesDependOnNothingOfOurs() {
        check(classes()
                .that()
                .resideInAPackage("dev.antipode.profiles..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("dev.antipode.profiles..", "java..", JVM_FACTS, "org.snakeyaml.engine..")));
    }

    @Test
    void controllerIsUsedByNothingBelowIt() {
        check(noClasses()
                .that()
                .resideInAnyPackage("dev.antipode.core..", "dev.antipode.sim..", "dev.antipode.profiles..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.antipode.controller..", "dev.antipode.bench.."));
    }

    @Test
    void arrowsInsideCorePointOneWay() {
        CORE.forEach((name, allowed) -> {
            String[] others = CORE.keySet().stream()
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> "dev.antipode.core." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("dev.antipode.core." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .as("core." + name + " may use only " + allowed));
        });
    }

    @Test
    void everyPackageOfCoreHasItsPlaceInTheOrder() {
        assertThat(PRODUCTION)
                .filteredOn(resideInAPackage("dev.antipode.core..")::test)
                .extracting(type -> type.getPackageName().replace("dev.antipode.core", "") + ".")
                .filteredOn(rest -> !rest.equals("."))
                .extracting(rest -> rest.substring(1, rest.indexOf('.', 1)))
                .isSubsetOf(CORE.keySet());
    }

    @Test
    void onlySimdNamesTheVectorApi() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.antipode.core.simd..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(VECTOR_API));
    }

    /** Without the incubator module the simd package must never be loaded, so nothing may link to it statically. */
    @Test
    void nothingLinksToSimdStatically() {
        check(noClasses()
                .that(resideOutsideOfPackages("dev.antipode.core.simd.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.antipode.core.simd.."));
    }

    @Test
    void thereIsNoStaticMutableState() {
        check(fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.antipode..")
                .should()
                .beFinal());
    }

    @Test
    void coreCallsNoPlatformTranscendental() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.antipode.core..")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("it is a transcendental of java.lang.Math") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        MethodCallTarget target = call.getTarget();
                        return target.getOwner().isEquivalentTo(Math.class)
                                && PLATFORM_TRANSCENDENTALS.contains(target.getName());
                    }
                }));
    }

    @Test
    void onlyTheCommandLineEndsTheProcessOrPrints() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("dev.antipode.controller.cli..", "dev.antipode.bench..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err");
        check(rule);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCTION);
    }
}
