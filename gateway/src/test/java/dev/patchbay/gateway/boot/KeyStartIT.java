package dev.patchbay.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts the real process with key files that must not be used (R10). It ends before it has opened anything. */
class KeyStartIT {
    private static final String GOOD = "k1:" + "q8bBzJr5m0Yx3uS1Wd7eTf4gHk2LpNvRcZaQyIoUhPE=";

    @TempDir
    private Path folder;

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of("empty", "", "rw-------"),
                Arguments.of("no id", "q8bBzJr5m0Yx3uS1Wd7eTf4gHk2LpNvRcZaQyIoUhPE=", "rw-------"),
                Arguments.of("not base64", "k1:q8bBzJr5m0Yx3uS1Wd7eTf4g!", "rw-------"),
                Arguments.of("short", "k1:q8bBzJr5m0Yx3uS1Wd7eTg==", "rw-------"),
                Arguments.of("equal bytes", "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "rw-------"),
                Arguments.of("counting bytes", "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "rw-------"),
                Arguments.of("a text", "k1:Y2hhbmdlbWUtY2hhbmdlbWUtY2hhbmdlbWUtY2hhbmc=", "rw-------"),
                Arguments.of("the same key in two lines", GOOD + "\n" + GOOD.replace("k1", "k2"), "rw-------"),
                Arguments.of("readable by everybody", GOOD, "rw-r--r--"),
                Arguments.of("writable by its group", GOOD, "rw-rw----"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void theProcessEndsAndPrintsNothingOfTheKey(String what, String content, String permissions) throws Exception {
        var file = Files.writeString(folder.resolve("kek"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        var printed = refused(file);

        assertThat(printed).as(what).contains("PATCHBAY_KEK_FILE").contains(file.toString());
        for (var line : content.split("\n", -1)) {
            var key = line.substring(line.indexOf(':') + 1);
            if (!key.isEmpty()) {
                assertThat(printed).doesNotContain(key.substring(0, Math.min(8, key.length())));
            }
        }
    }

    @Test
    void aMissingFileIsNotReplacedByAKeyOfOurOwn() throws Exception {
        var absent = folder.resolve("absent");

        assertThat(refused(absent)).contains("PATCHBAY_KEK_FILE").contains("absent");
        assertThat(absent).doesNotExist();
    }

    @Test
    void theGeneratedKeyIsCheckedInTheSameWay() throws Exception {
        var home = Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        var keys = Files.createDirectory(home.resolve("keys"));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
        var file = Files.writeString(keys.resolve("kek"), "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(refused(null)).contains("sample").doesNotContain("AAAA");
    }

    private String refused(@Nullable Path file) throws IOException, InterruptedException {
        var output = folder.resolve("output").toFile();
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PatchbayMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
        environment.put("PATCHBAY_HOME", folder.resolve("home").toString());
        if (file != null) {
            environment.put("PATCHBAY_KEK_FILE", file.toString());
        }
        var process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            var printed = Files.readString(output.toPath(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(printed).isEqualTo(1);
            assertThat(printed).contains("Patchbay does not start");
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
