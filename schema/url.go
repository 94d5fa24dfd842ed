package schema

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// CleanURL checks the address of a content and returns it as it is stored:
// http or https, with a host, without controls, blanks or credentials, at most MaxURL bytes.
func CleanURL(s string) (string, error) {
	s, err := CleanText("url", s, MaxURL)
	if err != nil {
		return "", err
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || strings.ContainsAny(s, " \n\t") {
		return "", Invalid(WhyURL, "url", s)
	}
	return s, nil
}

// trackers are query parameters that do not change what an address shows.
var trackers = []string{"fbclid", "gclid", "igshid", "si", "feature", "ref_src", "ref_url"}

// NormalURL is the key under which addresses of the same content meet: lower
// case ASCII host without "www." or "m.", no scheme, default port, fragment,
// tracking parameters or trailing slash, parameters in order.
func NormalURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return strings.ToLower(s)
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	for _, p := range []string{"www.", "m.", "mobile."} {
		if strings.Count(host, ".") > 1 {
			host = strings.TrimPrefix(host, p)
		}
	}
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		host += ":" + p
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") || slices.Contains(trackers, k) {
			q.Del(k)
		}
	}
	out := host
	if p := path.Clean("/" + u.EscapedPath()); p != "/" {
		out += p
	}
	if enc := q.Encode(); enc != "" {
		out += "?" + enc
	}
	return out
}

// Defang writes an address so that no terminal or mail program makes a link of
// it: "hxxps://host[.]example/a". Internationalised hosts are shown in punycode.
func Defang(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return VisibleLine(s)
	}
	host, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, tail = rest[:i], rest[i:]
	}
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	scheme = strings.Replace(scheme, "http", "hxxp", 1)
	return VisibleLine(scheme + "://" + strings.ReplaceAll(host, ".", "[.]") + tail)
}
