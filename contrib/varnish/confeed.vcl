# Varnish in front of confeed, behind what does TLS (hitch, or nginx without its cache).
# Debian: put this into /etc/varnish/default.vcl, change the name, and
# "varnishd -C -f /etc/varnish/default.vcl".
#
# Varnish adds to X-Forwarded-For who asks, which confeed believes with --trusted-proxy 127.0.0.1.
#
# Varnish writes no log by itself. varnishlog and varnishncsa show whole requests: so that nobody
# learns from theirs where private calendars are, have them leave out what may tell (one line):
# -q 'not (ReqHeader:Authorization or
# ReqURL ~ "(?i)private|[a-z2-7]{32}|%(25|3[0-9]|[46][1-9a-f]|[57][0-9a])" or
# ReqHeader ~ "(?i)private|[a-z2-7]{32}|%(25|3[0-9]|[46][1-9a-f]|[57][0-9a])")'

vcl 4.1;

backend confeed {
    .host = "127.0.0.1";
    .port = "8080";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
}

sub vcl_recv {
    # Under any other name it is not known.
    if (req.http.Host !~ "(?i)^feeds\.example\.org\.?(:[0-9]*)?$") {
        return (synth(421));
    }
    # For who looks after the service, not for the world: they ask confeed itself.
    if (req.url ~ "(?i)^(https?://[^/]*)?/(metrics|readyz)(\?.*)?$") {
        return (synth(404));
    }
    # What confeed sends depends on the address and Accept-Encoding alone.
    unset req.http.Cookie;
    unset req.http.Authorization;
    # Private calendars are kept nowhere.
    if (req.url ~ "^/private/") {
        return (pass);
    }
    # Fresh, or asked for anew: a calendar looks once in hours, and what was right then will not do.
    # Only after a failure (below) does any age do.
    if (req.restarts == 0) {
        unset req.http.X-Stale;
        set req.grace = 0s;
    } else {
        set req.grace = 30d;
    }
    if (req.method == "GET" || req.method == "HEAD") {
        return (hash);
    }
    return (pass);
}

sub vcl_backend_fetch {
    # Varnish asks for gzip on everybody's behalf, and would unpack it under the ETag of the gzip. So
    # nothing is compressed here: what is in front may do so.
    unset bereq.http.Accept-Encoding;
}

sub vcl_backend_response {
    # Kept for as long as it may have to stand in; confeed's ETag is asked about when it is stale.
    set beresp.grace = 30d;
    set beresp.keep = 30d;
    if (beresp.status >= 500) {
        # Asked for a second time, there is nothing older: then the failure itself is the answer.
        if (!bereq.http.X-Stale || bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
    }
}

sub vcl_backend_error {
    # What is kept is left in place.
    if (!bereq.http.X-Stale || bereq.is_bgfetch) {
        return (abandon);
    }
}

sub vcl_synth {
    # confeed failed or is away: once more, and what is stale will do.
    if (resp.status == 503 && req.restarts == 0) {
        set req.http.X-Stale = "1";
        return (restart);
    }
}
