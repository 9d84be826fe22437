package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;

import dev.patchbay.gateway.testhttp.RequestSpecification;
import dev.patchbay.gateway.testhttp.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A Connect link as a browser without script uses it: keeps the cookie, and sends back what the form holds. */
final class ConnectPage {
    private static final Pattern PROOF = Pattern.compile("name=\"_proof\" value=\"([^\"]+)\"");
    private static final Pattern WAY = Pattern.compile("name=\"_way\" value=\"([^\"]+)\"");

    private final String url;
    private Map<String, String> cookies = Map.of();
    private String page = "";

    ConnectPage(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    String token() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Response open() {
        return open("");
    }

    Response open(String query) {
        return keep(browser().redirects().follow(false).get(url + query));
    }

    /** Types into the form that is open, and sends it. */
    Response type(String... fields) {
        return keep(send(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "null"), typed(fields)));
    }

    /** What the form would send with these values. */
    Map<String, String> typed(String... fields) {
        var form = new LinkedHashMap<String, String>();
        form.put("_proof", found(PROOF));
        form.put("_way", found(WAY));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    Response send(Map<String, String> headers, Map<String, String> form) {
        return browser()
                .redirects()
                .follow(false)
                .headers(headers)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post(url);
    }

    void forgetCookies() {
        cookies = Map.of();
    }

    private RequestSpecification browser() {
        return given().cookies(cookies).accept("text/html");
    }

    private Response keep(Response answer) {
        if (!answer.cookies().isEmpty()) {
            cookies = answer.cookies();
        }
        page = answer.asString();
        return answer;
    }

    private String found(Pattern pattern) {
        var matcher = pattern.matcher(page);
        return matcher.find() ? matcher.group(1) : "";
    }
}
