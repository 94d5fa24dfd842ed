package schema

import (
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// CleanURL checks the address of a content and returns it as it is stored:
// http or https, with a host, without controls, blanks or credentials, at most MaxURL bytes.
// One that was disarmed, by Defang or as others do, is taken for what it was.
func CleanURL(s string) (string, error) {
	s, err := CleanText("url", s, MaxURL)
	if err != nil {
		return "", err
	}
	if shownAddress(s) {
		s = Refang(s)
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil || strings.ContainsFunc(s, unicode.IsSpace) {
		return "", Invalid(WhyURL, "url", s)
	}
	return s, nil
}

// trackers are query parameters that change nothing of what an address shows.
var trackers = []string{"fbclid", "gclid", "igshid", "ref_src", "ref_url"}

// hostTrackers are those of single hosts: elsewhere they may name a content.
var hostTrackers = map[string][]string{
	"youtube.com": {"si", "feature", "pp", "t"}, "youtu.be": {"si", "feature", "t"}, "open.spotify.com": {"si"}, "twitter.com": {"s", "t"}, "x.com": {"s", "t"},
}

// NormalURL is the key under which addresses of the same content meet: lower
// case ASCII host without "www.", "m." or "mobile.", no scheme, credentials,
// default port, tracking parameters or trailing slash, parameters in order,
// nothing escaped that need not be; of the fragment what names a content, see
// normalFragment. The key of a key is itself. What cannot be read as an address
// is its own key.
func NormalURL(s string) string {
	u, err := url.Parse(withScheme(s))
	if err != nil {
		return s
	}
	host := normalHost(u.Hostname())
	if host == "" {
		return s
	}
	out := host
	if strings.Contains(host, ":") {
		ip, err := netip.ParseAddr(host)
		if err != nil {
			return s
		}
		out = "[" + ip.String() + "]"
	}
	if p := strings.TrimLeft(u.Port(), "0"); p != "" && p != "80" && p != "443" {
		out += ":" + p
	}
	if p := path.Clean("/" + normalEscapes(u.EscapedPath())); p != "/" {
		out += p
	}
	if q := normalQuery(host, u.RawQuery); q != "" {
		out += "?" + q
	}
	if f := normalFragment(u.EscapedFragment()); f != "" {
		out += "#" + f
	}
	return out
}

// normalFragment is what a fragment names: a page of an application that runs in
// the reader's browser ("#!file!key", "#/watch/1", "#@channel"). A word by itself
// is a place on the page, and what follows ":~:" words to be shown on it.
func normalFragment(s string) string {
	s, _, _ = strings.Cut(s, ":~:")
	s = strings.TrimRight(normalEscapes(s), "/")
	if !strings.ContainsAny(s, "!/@") {
		return ""
	}
	return s
}

// PathKey is the part of a NormalURL behind its host, under which copies at
// other hosts meet; empty when it is shorter than eight bytes, for then it names nothing.
func PathKey(normal string) string {
	i := strings.IndexByte(normal, '/')
	if i < 0 || len(normal)-i < 8 {
		return ""
	}
	return normal[i:]
}

// withScheme lets an address without a scheme be read as one.
func withScheme(s string) string {
	if scheme, _, ok := strings.Cut(s, "://"); ok && isScheme(scheme) {
		return s
	}
	return "http://" + s
}

func isScheme(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '+' && r != '-' && r != '.'
	})
}

func normalHost(host string) string {
	host = strings.TrimRight(asciiHost(strings.ToLower(host)), ".")
	for {
		bare := host
		for _, p := range []string{"www.", "m.", "mobile."} {
			if strings.Count(bare, ".") > 1 {
				bare = strings.TrimPrefix(bare, p)
			}
		}
		if bare == host {
			return host
		}
		host = bare
	}
}

// normalEscapes writes out what was escaped without need, and the rest in upper
// case (RFC 3986, 6.2.2).
func normalEscapes(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
		switch c := byte(n); {
		case err != nil:
			b.WriteByte('%')
			continue
		case c < utf8.RuneSelf && (inWord(rune(c)) || strings.IndexByte("-._~", c) >= 0):
			b.WriteByte(c)
		default:
			b.WriteString(strings.ToUpper(s[i : i+3]))
		}
		i += 2
	}
	return b.String()
}

// normalQuery orders parameters and drops tracking ones. A query that is not
// made of parameters stays as it is: it may be what names the content.
func normalQuery(host, raw string) string {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return raw
	}
	for k := range q {
		if strings.HasPrefix(k, "utm_") || slices.Contains(trackers, k) || slices.Contains(hostTrackers[host], k) {
			q.Del(k)
		}
	}
	return q.Encode()
}

// asciiHost writes an internationalised host in punycode; what cannot be stays as it is.
func asciiHost(host string) string {
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		return ascii
	}
	host = ideographicDots.Replace(host)
	if ascii, err := idna.Punycode.ToASCII(host); err == nil {
		return ascii
	}
	return host
}

var ideographicDots = strings.NewReplacer("。", ".", "．", ".", "｡", ".")

// Defang writes an address so that no terminal or mail program makes a link of
// it: "hxxps://host[.]example/a". Internationalised hosts are shown in punycode.
func Defang(s string) string {
	scheme, host, tail := cutAddress(s)
	scheme = strings.Replace(scheme, "http", "hxxp", 1)
	user := ""
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		user, host = host[:i+1], host[i+1:]
	}
	port := ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host, port = host[:i], host[i:]
	}
	if !strings.HasPrefix(host, "[") {
		host = asciiHost(host)
	}
	return VisibleLine(scheme + noLinks.Replace(strings.ReplaceAll(user+host+port, ".", "[.]")+tail))
}

// Refang reads an address, or the beginning of one, as Defang wrote it, for
// those who paste what they were shown, and as others disarm theirs.
func Refang(s string) string {
	head, tail := armed(s)
	return head + links.Replace(tail)
}

// shownAddress reports whether s is an address, or a part of one, that is disarmed.
func shownAddress(s string) bool {
	head, tail := armed(s)
	return !strings.EqualFold(head+tail, s)
}

// armed gives an address's scheme and host as they work, and the rest.
func armed(s string) (head, tail string) {
	scheme, host, tail := cutAddress(s)
	return strings.Replace(scheme, "hxxp", "http", 1) + dots.Replace(host), tail
}

// cutAddress gives an address's scheme in lower case with its "://", empty where
// there is none, its host with what stands beside it, and the rest.
func cutAddress(s string) (scheme, host, tail string) {
	for _, colon := range []string{"://", "[:]//", "[://]"} {
		if head, rest, ok := strings.Cut(s, colon); ok && isScheme(head) {
			scheme, s = strings.ToLower(head)+"://", rest
			break
		}
	}
	if i := strings.IndexAny(s, "/\\?#"); i >= 0 {
		return scheme, s[:i], s[i:]
	}
	return scheme, s, ""
}

// IsHash reports whether s is a SHA-256 sum as it is stored: lower-case hexadecimal.
func IsHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// dots undoes what is done to the dots of a host.
var dots = strings.NewReplacer("[.]", ".", "(.)", ".", "{.}", ".", "[dot]", ".", "(dot)", ".")

// noLinks disarms what an address carries of others.
var noLinks = strings.NewReplacer("://", "[:]//", "www.", "www[.]", "WWW.", "WWW[.]")

// links undoes what noLinks did.
var links = strings.NewReplacer("[:]//", "://", "www[.]", "www.", "WWW[.]", "WWW.")
