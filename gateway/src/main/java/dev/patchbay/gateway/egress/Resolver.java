package dev.patchbay.gateway.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks a name up. The answer is not trusted: egress vets every address in it. */
@FunctionalInterface
public interface Resolver {

    /** @return at least one address */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
