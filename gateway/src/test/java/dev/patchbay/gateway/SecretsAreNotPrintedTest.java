package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.patchbay.authstore.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A record prints all it holds unless it says otherwise, so a record that holds a secret must say otherwise (R14). */
class SecretsAreNotPrintedTest {
    private static final Pattern TELLING = Pattern.compile(
            "(?i).*(password|secret|token|credential|bearer|apikey|rawkey|keytext|plaintext|signature)s?");

    /** Names that only sound like it: what they hold is no secret. */
    private static final List<String> HARMLESS = List.of(
            "dev.patchbay.gateway.audit.AuthenticationFailures$Kind", // the kind of a credential
            "dev.patchbay.gateway.audit.Checkpoint", // its signature is published
            "dev.patchbay.toolkit.Placement$Basic"); // templates that name the fields

    @Test
    void noRecordWithASecretPrintsIt() {
        var printing = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages("dev.patchbay")
                        .stream()
                        .filter(found ->
                                found.isRecord() && !found.getPackageName().startsWith("dev.patchbay.simulator"))
                        .map(found -> found.reflect())
                        .filter(record -> Arrays.stream(record.getRecordComponents())
                                .anyMatch(SecretsAreNotPrintedTest::isSecret))
                        .filter(SecretsAreNotPrintedTest::printsAll)
                        .map(Class::getName)
                        .filter(name -> !HARMLESS.contains(name))
                        .sorted();

        assertThat(printing).isEmpty();
    }

    @Test
    void theTestTellsTheTwoKindsApart() {
        assertThat(printsAll(Printing.class)).isTrue();
        assertThat(printsAll(Silent.class)).isFalse();
        assertThat(isSecret(Printing.class.getRecordComponents()[0])).isTrue();
    }

    @Test
    void aSecretDoesNotPrintItself() {
        try (var secret = Secret.copyOf("hunter-2")) {
            assertThat(secret.toString()).doesNotContain("hunter");
        }
    }

    private record Printing(String password) {}

    private record Silent(String password) {
        @Override
        public String toString() {
            return "Silent";
        }
    }

    private static boolean isSecret(RecordComponent component) {
        var text = component.getType().equals(String.class)
                || component.getType().equals(byte[].class)
                || component.getGenericType().getTypeName().contains("String>");
        return component.getGenericType().getTypeName().contains(Secret.class.getName())
                || (text && TELLING.matcher(component.getName()).matches());
    }

    /** Whether the compiler wrote its toString, which asks ObjectMethods for one that prints every component. */
    private static boolean printsAll(Class<?> record) {
        var methods = model(record).methods().stream()
                .filter(method -> method.methodName().equalsString("toString")
                        && method.methodType().equalsString("()Ljava/lang/String;"));
        return methods.flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod()
                                .owner()
                                .descriptorString()
                                .equals("Ljava/lang/runtime/ObjectMethods;"));
    }

    private static ClassModel model(Class<?> type) {
        var file = "/" + type.getName().replace('.', '/') + ".class";
        try (var content = type.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException("no class file of " + type);
            }
            return ClassFile.of().parse(content.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
