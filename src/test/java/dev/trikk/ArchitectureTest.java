package dev.trikk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house. Every rule has a planted violation in {@code dev.trikk.planted}, which it must catch. */
class ArchitectureTest {
    private static final List<String> FEATURES = List.of(
            "api",
            "control",
            "event",
            "health",
            "http",
            "intake",
            "inventory",
            "ledger",
            "notify",
            "operate",
            "outage",
            "plan",
            "release",
            "remote",
            "repair",
            "request",
            "rotation",
            "script");
    private static final String ROOT = "dev\\.trikk\\.(planted\\.)?";

    private static final DescribedPredicate<JavaClass> FEATURE_ROOT =
            in("a feature root", ROOT + "(" + String.join("|", FEATURES) + ")");
    private static final DescribedPredicate<JavaClass> ADAPTER =
            in("an adapter", ROOT + "(" + String.join("|", FEATURES) + ")\\.[a-z0-9]+");
    private static final DescribedPredicate<JavaClass> PURE_JAVA = in(
                    "java.* without I/O",
                    "java\\.(lang|lang\\.annotation|lang\\.invoke|util|util\\.[a-z.]+|time|time\\.[a-z]+|math|text)")
            .or(
                    named(
                            "values of java.net and java.nio",
                            "java\\.net\\.(URI|URISyntaxException|URLEncoder)|java\\.nio\\.charset\\.[A-Za-z]+|java\\.nio\\.file\\.Path|java\\.io\\.Serializable"))
            .or(named("primitives", "[a-z]+(\\[\\])*"))
            .or(named("arrays", "\\[.*|.*\\[\\]"));

    private static final Map<String, ArchRule> RULES = Map.of(
            "feature roots know plain Java and other feature roots only",
            classes()
                    .that(FEATURE_ROOT)
                    .should()
                    .onlyDependOnClassesThat(PURE_JAVA.or(FEATURE_ROOT).or(in("plain words", ROOT + "text"))),
            "an adapter knows no other adapter",
            slices().matching("dev.trikk.(**)")
                    .namingSlices("$1")
                    .that(DescribedPredicate.describe(
                            "are adapters", slice -> slice.stream().anyMatch(ADAPTER)))
                    .should()
                    .notDependOnEachOther(),
            "only stages, adapters and the wiring know Camel",
            noClasses()
                    .that(DescribedPredicate.not(in("stages", ROOT + "stage"))
                            .and(DescribedPredicate.not(ADAPTER))
                            .and(DescribedPredicate.not(in("the wiring", "dev\\.trikk"))))
                    .should()
                    .dependOnClassesThat(in("Camel", "org\\.apache\\.camel.*")),
            "stages know no adapter",
            noClasses().that(in("stages", ROOT + "stage")).should().dependOnClassesThat(ADAPTER),
            "feature roots and stages take the time from a clock and wait by a port",
            noClasses()
                    .that(FEATURE_ROOT.or(in("stages", ROOT + "stage")))
                    .should()
                    .accessTargetWhere(time()),
            "feature roots have no cycles",
            slices().matching("dev.trikk.(**)")
                    .that(DescribedPredicate.describe(
                            "are feature roots", slice -> slice.stream().anyMatch(FEATURE_ROOT)))
                    .should()
                    .beFreeOfCycles());

    @TestFactory
    List<DynamicTest> the_house_keeps_its_rules() {
        JavaClasses house =
                imported(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS));
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(house)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> every_rule_catches_its_planted_violation() {
        JavaClasses planted = imported(new ClassFileImporter());
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertThat(rule.getValue()
                                .evaluate(planted)
                                .getFailureReport()
                                .getDetails())
                        .anyMatch(detail -> detail.contains("dev.trikk.planted"))))
                .toList();
    }

    /** The rules ask for names only: what Camel and others are made of need not be read. */
    private static JavaClasses imported(ClassFileImporter importer) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return importer.importPackages("dev.trikk");
    }

    private static DescribedPredicate<JavaAccess<?>> time() {
        return DescribedPredicate.describe(
                "now() or sleep()",
                access -> (access.getTarget().getName().equals("now")
                                && access.getTargetOwner().getPackageName().startsWith("java.time"))
                        || (access.getTarget().getName().equals("sleep")
                                && access.getTargetOwner().isEquivalentTo(Thread.class))
                        || access.getTarget().getName().equals("currentTimeMillis")
                        || access.getTarget().getName().equals("nanoTime"));
    }

    private static DescribedPredicate<JavaClass> in(String description, String packages) {
        return DescribedPredicate.describe(
                description, type -> type.getPackageName().matches(packages));
    }

    private static DescribedPredicate<JavaClass> named(String description, String names) {
        return DescribedPredicate.describe(description, type -> type.getName().matches(names));
    }
}
