package dev.patchbay.gateway.egress;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Private addresses that egress may reach during development: exact address and port, never a name, never a range. */
final class DevAllowList {
    static final DevAllowList EMPTY = new DevAllowList(Set.of());

    private static final Pattern ENTRY = Pattern.compile("(?:([0-9.]+)|\\[([0-9a-fA-F:.]+)]):([1-9][0-9]{0,4})");

    /** Link-local, the clouds' metadata services, and what is not one machine: opening these is never development. */
    private static final List<AddressBlock> NEVER = Stream.of(
                    "0.0.0.0/8",
                    "169.254.0.0/16",
                    "100.100.100.200/32",
                    "192.0.0.192/32",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "fe80::/10",
                    "fd00:ec2::/32",
                    "fd20:ce::254/128",
                    "ff00::/8")
            .map(AddressBlock::of)
            .toList();

    private record Entry(InetAddress address, int port) {
        @Override
        public String toString() {
            return address.getHostAddress() + ":" + port;
        }
    }

    private final Set<Entry> entries;

    private DevAllowList(Set<Entry> entries) {
        this.entries = entries;
    }

    /** @throws ConfigurationException naming the entry that is wrong */
    static DevAllowList parse(List<String> texts) {
        return new DevAllowList(texts.stream().map(DevAllowList::entry).collect(Collectors.toUnmodifiableSet()));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean contains(InetAddress address, int port) {
        return !entries.isEmpty() && entries.contains(new Entry(address, port));
    }

    private static Entry entry(String text) {
        Matcher parts = ENTRY.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong(text, "is not ip:port (names and ranges are not accepted)");
        }
        int port = Integer.parseInt(parts.group(3));
        InetAddress address =
                literal(parts).orElseThrow(() -> wrong(text, "is not ip:port (names and ranges are not accepted)"));
        if (port > 65535) {
            throw wrong(text, "has a port above 65535");
        }
        if (NEVER.stream().anyMatch(block -> block.contains(address.getAddress()))) {
            throw wrong(text, "is link-local, a metadata service or not one machine, and can never be listed");
        }
        return new Entry(address, port);
    }

    private static Optional<InetAddress> literal(Matcher parts) {
        String v4 = parts.group(1);
        return v4 != null ? AddressLiterals.v4(v4) : AddressLiterals.v6(parts.group(2));
    }

    private static ConfigurationException wrong(String entry, String what) {
        return new ConfigurationException("patchbay.egress.dev-allow (PATCHBAY_EGRESS_DEV_ALLOW): '" + entry + "' "
                + what + ". Write for example 127.0.0.1:8091,[::1]:8092");
    }

    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).sorted().collect(Collectors.joining(", "));
    }
}
