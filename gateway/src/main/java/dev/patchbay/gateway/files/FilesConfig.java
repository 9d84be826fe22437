package dev.patchbay.gateway.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long files are kept. */
@ConfigMapping(prefix = "patchbay.files")
public interface FilesConfig {

    /** From the request for an upload, or from the answer that was kept, until the file is gone. */
    @WithDefault("24h")
    Duration lifetime();
}
