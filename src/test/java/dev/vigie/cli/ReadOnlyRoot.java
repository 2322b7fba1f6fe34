package dev.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file system of a container, and its process in it: process 1 of its own process and mount namespaces, under the
 * image's user, with a root that nobody can write. Only {@code /tmp} and the state's folder can be, as in
 * {@code k8s/base/statefulset.yaml}. Linux does it by {@code unshare}, for root.
 */
final class ReadOnlyRoot {

    private static final String STATE = "var/lib/vigie";
    private static final String CONFIG = "etc/vigie";

    /** Arguments: the root, the state's folder, the configuration's, and what to start. */
    private static final String MOUNTS = """
            set -e
            root=$1 state=$2 config=$3
            shift 3
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount --bind /dev "$root/dev"
            mount -t tmpfs -o mode=1777,size=256m tmpfs "$root/tmp"
            mount --bind "$state" "$root/var/lib/vigie"
            mount --bind "$config" "$root/etc/vigie"
            mount -o remount,bind,ro "$root/etc/vigie"
            mount -o remount,bind,ro "$root"
            exec "$@"
            """;

    private final Path root;
    private final Path state;
    private final Path config;

    /**
     * Makes the folders that are mounted over, as a container runtime does.
     *
     * @param state the user's own from now on
     * @param config mounted at {@code /etc/vigie}, read-only
     */
    ReadOnlyRoot(Path root, Path state, Path config) throws IOException {
        this.root = root;
        this.state = state;
        this.config = config;
        for (String folder : List.of("proc", "dev", "tmp", STATE, CONFIG)) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    static boolean isPossible() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // No such program.
        }
    }

    /** Starts the image's entry point with {@code arguments}, and with nothing but {@code environment}. */
    Process start(ContainerImage image, List<String> environment, List<String> arguments) throws IOException {
        String[] user = image.user().split(":", -1);
        Files.setAttribute(state, "unix:uid", Integer.parseInt(user[0]));
        Files.setAttribute(state, "unix:gid", Integer.parseInt(user[1]));
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", MOUNTS, "container"));
        command.addAll(List.of(root.toString(), state.toString(), config.toString()));
        command.addAll(List.of("env", "-i"));
        command.addAll(environment);
        command.addAll(List.of(
                "unshare",
                "--root=" + root,
                "--wd=" + image.workingDirectory(),
                "--setgid=" + user[1],
                "--setuid=" + user[0]));
        command.addAll(image.entrypoint());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** SIGTERM to process 1 of the container, as the kubelet sends it. */
    static void terminate(Process container) {
        List<ProcessHandle> first = container.children().toList();
        assertThat(first).hasSize(1);
        first.get(0).destroy();
    }
}
