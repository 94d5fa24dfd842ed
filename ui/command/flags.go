package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// flagKind says how a flag is written.
type flagKind uint8

const (
	withValue flagKind = iota // --limit 10, --limit=10; the last one counts
	asSwitch                  // --all
	asSet                     // --json, --json=ref,state
	repeated                  // --service A --service B
)

// flagKinds are all flags of all commands. Every one takes any text, so that
// parsing fails for unknown flags alone: values are judged after the role.
var flagKinds = map[string]flagKind{
	"lang": withValue, "tz": withValue, "color": withValue, "quiet": asSwitch,
	"query": withValue, "view": withValue, "sort": withValue, "limit": withValue, "after": withValue, "all": asSwitch, "head": withValue,
	"columns": withValue, "json": asSet, "jsonl": asSwitch, "csv": asSwitch, "tsv": asSwitch, "md": asSwitch, "ics": asSwitch, "xlsx": asSwitch, "pdf": asSwitch,
	"format": withValue, "what": withValue, "as-of": withValue,
	"dry-run": asSwitch, "yes": asSwitch, "if-rev": withValue, "idempotency-key": withValue, "reason": withValue,
	"ground": withValue, "to": withValue, "of": withValue, "internal": asSwitch, "url": repeated, "type": withValue,
	"keep-going": asSwitch, "outcome": withValue, "outcome-of": repeated, "content": withValue, "territories": withValue, "effective": withValue,
	"owner": withValue, "member": withValue, "due": withValue, "meeting": withValue, "link": repeated, "theme": withValue,
	"point": withValue, "evidence": withValue,
	"name": withValue, "prefix": withValue, "kind": withValue, "function": repeated, "service": repeated, "zone": withValue,
	"noun": withValue, "slot": withValue, "shared": asSwitch, "drop-service": repeated,
	"language": withValue, "organisation": withValue, "role": withValue, "label": withValue, "enable": asSwitch,
	"until": withValue, "from": withValue, "since": withValue, "duration": withValue, "days": withValue, "months": withValue, "unlimited": asSwitch, "source": withValue, "starts": withValue,
	"template": withValue, "title": withValue, "place": withValue, "invite": repeated, "minutes": withValue, "rapporteur": withValue, "mode": withValue, "decision": withValue,
	"version": withValue, "against": withValue, "origin": withValue, "made": withValue, "state": withValue, "adopt": asSwitch, "date": withValue,
	"trained": withValue, "tlp": withValue, "show": asSwitch, "no-next": asSwitch, "by": withValue,
	"case": withValue, "addressee": repeated, "observed": withValue, "withdraw": asSwitch, "draw": withValue, "unlink": repeated,
	"phone": withValue, "mail": withValue, "webhook": withValue, "hours": withValue, "notes": withValue, "rank": withValue, "now": asSwitch,
	"security": asSwitch, "expires": withValue, "login": withValue, "key-policy": withValue, "ca": repeated, "drop-ca": repeated, "mailed": withValue,
	"purpose": withValue, "regime": withValue, "english": withValue, "text": withValue,
}

var (
	everyFlags   = []string{"lang", "tz", "color", "quiet"}
	listFlags    = []string{"query", "view", "sort", "limit", "after", "since", "all", "columns", "json", "jsonl", "csv", "tsv", "md", "xlsx", "pdf"}
	showFlags    = []string{"json", "jsonl"}
	tableFlags   = []string{"json", "jsonl", "csv", "tsv", "md", "columns"}
	addFlags     = []string{"dry-run", "yes", "idempotency-key", "json", "jsonl"}
	guardedFlags = append([]string{"if-rev"}, addFlags...)
	writeFlags   = append([]string{"if-rev", "reason"}, addFlags...)
	rollFlags    = []string{"query", "sort", "limit", "after", "since", "all", "columns", "json", "jsonl", "csv", "tsv", "md", "xlsx", "pdf"}
)

// flagText is the value of any flag, as it was typed.
type flagText struct {
	kind   flagKind
	values []string
}

func (f *flagText) Set(s string) error { f.values = append(f.values, s); return nil }
func (f *flagText) String() string     { return strings.Join(f.values, ",") }

// Type names the value in completions.
func (f *flagText) Type() string {
	if f.kind == asSwitch {
		return "bool"
	}
	return "string"
}

// switchedOn is the value of a switch or set that stands alone.
const switchedOn = "true"

func addFlagsTo(set *pflag.FlagSet, w *lang.Words, names []string) {
	for _, name := range names {
		f := &flagText{kind: flagKinds[name]}
		set.Var(f, name, w.Command.Flags[name])
		if f.kind == asSwitch || f.kind == asSet {
			set.Lookup(name).NoOptDefVal = switchedOn
		}
	}
}

// given reports whether the flag was written at all.
func (c *call) given(name string) bool { return len(c.texts(name)) > 0 }

// text is what was written for the flag, or nothing.
func (c *call) text(name string) string {
	if v := c.texts(name); len(v) > 0 {
		return v[len(v)-1]
	}
	return ""
}

// texts are all values written for the flag.
func (c *call) texts(name string) []string {
	f := c.flags.Lookup(name)
	if f == nil {
		return nil
	}
	return f.Value.(*flagText).values
}

// parts are the comma-separated values of all that was written for the flag.
func (c *call) parts(name string) []string {
	var out []string
	for _, v := range c.texts(name) {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// on reports whether a switch is on. Its value was judged by checkFlags.
func (c *call) on(name string) bool {
	on, _ := strconv.ParseBool(c.text(name))
	return on
}

// checkFlags judges what options of the command itself are set to, and chooses the zone.
func (c *call) checkFlags() error {
	var wrong error
	c.flags.Visit(func(f *pflag.Flag) {
		v, ok := f.Value.(*flagText)
		if !ok || v.kind != asSwitch {
			return
		}
		if _, err := strconv.ParseBool(c.text(f.Name)); err != nil && wrong == nil {
			wrong = c.badFlag(f.Name, "true, false")
		}
	})
	if wrong != nil {
		return wrong
	}
	for name, allowed := range map[string][]string{"lang": {"fr", "en"}, "color": {"auto", "never"}} {
		if c.given(name) && !slices.Contains(allowed, strings.ToLower(c.text(name))) {
			return c.badFlag(name, strings.Join(allowed, ", "))
		}
	}
	if c.given("tz") {
		zone, err := time.LoadLocation(c.text("tz"))
		if err != nil || c.text("tz") == "" {
			return c.badFlag("tz", "Europe/Paris, UTC…")
		}
		c.zone, c.shown = zone, zone
	}
	return c.checkForm()
}

// number reads a flag's whole number between low and high; zero when it was not given.
func (c *call) number(name string, low, high int) (int, error) {
	if !c.given(name) {
		return 0, nil
	}
	n, err := strconv.Atoi(c.text(name))
	if err != nil || n < low || n > high {
		return 0, c.badFlag(name, strconv.Itoa(low)+"–"+strconv.Itoa(high))
	}
	return n, nil
}

// revision is the one given by --if-rev; zero: whatever it is.
func (c *call) revision() (int, error) { return c.number("if-rev", 1, 1<<31-1) }

// code reads a flag whose value is of one of schema's sets, empty when it was not given.
func (c *call) code(name, set string) (string, error) {
	if !c.given(name) {
		return "", nil
	}
	code, ok := schema.ParseCode(set, c.text(name))
	if !ok {
		return "", schema.Invalid(schema.WhyUnknown, name, c.text(name))
	}
	return code, nil
}

// flaggedWords are those of --lang, or w.
func flaggedWords(args []string, w *lang.Words) *lang.Words {
	for i, a := range args {
		switch {
		case a == "--":
			return w
		case a == "--lang" && i+1 < len(args):
			return lang.Choose(args[i+1], w.Code, nil, w.Code)
		case strings.HasPrefix(a, "--lang="):
			return lang.Choose(strings.TrimPrefix(a, "--lang="), w.Code, nil, w.Code)
		}
	}
	return w
}

// foldNames returns args with the noun and the verb in lower case and without
// accents, so that they may be typed as people write them.
func foldNames(args []string) []string {
	out := make([]string, len(args)) // never nil: cobra would take the process's own
	copy(out, args)
	names, value := 0, false
	for i, a := range out {
		switch {
		case value:
			value = false
		case a == "--" || names == 2:
			return out
		case strings.HasPrefix(a, "-") && a != "-":
			value = slices.Contains(everyFlags, strings.TrimPrefix(a, "--")) && a != "--quiet"
		default:
			out[i] = schema.Fold(a)
			names++
		}
	}
	return out
}
