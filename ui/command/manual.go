package command

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// Manual writes the page of the manual in roff (macros of man(7)), made of the
// tables that dispatch and help are made of. Prefix is what stands before a
// noun on the reader's command line.
func Manual(out io.Writer, w *lang.Words, prefix, version string, on schema.Date) error {
	p := &page{}
	t, m := w.Command, w.Command.Manual
	p.macro("TH", "CONTACTGROUP", "1", on.String(), "contactgroup "+version, m.Title)
	p.macro("SH", m.Name)
	p.text("contactgroup - " + t.Short)
	p.macro("SH", m.Synopsis)
	p.text(prefix + " " + t.Grammar)
	p.macro("SH", m.Description)
	for i, text := range m.About {
		if i > 0 {
			p.macro("PP")
		}
		p.text(text)
	}
	p.macro("SH", m.Commands)
	for _, n := range grammar() {
		p.noun(w, prefix, n)
	}
	p.macro("SH", m.Options)
	var names []string
	for name := range flagKinds {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p.entry("--"+name, t.Flags[name])
		for _, key := range slices.Sorted(maps.Keys(t.Flags)) {
			if under, ok := strings.CutSuffix(key, " "+name); ok {
				p.macro("br")
				p.text(lang.Fill(t.Of, "ref", under, "sentence", t.Flags[key]))
			}
		}
	}
	p.macro("SH", m.Exit)
	for _, x := range m.Codes {
		p.entry(fmt.Sprint(x.Code), x.Text)
	}
	_, err := io.WriteString(out, p.String())
	return err
}

// page is a page of the manual being written.
type page struct{ strings.Builder }

// macro writes a request of roff with its arguments.
func (p *page) macro(name string, args ...string) {
	p.WriteString("." + name)
	for _, a := range args {
		p.WriteString(` "` + strings.NewReplacer(`"`, `\(dq`, `\-`, `-`).Replace(roff(a)) + `"`)
	}
	p.WriteString("\n")
}

// text writes a paragraph, in lines of the length that roff likes: no line
// begins with a sign that would make it a request.
func (p *page) text(text string) {
	at := 0
	for _, word := range strings.Split(roff(text), " ") {
		switch {
		case at == 0:
		case at+1+len(word) >= helpWidth:
			p.WriteString("\n")
			at = 0
		default:
			p.WriteString(" ")
			at++
		}
		if at == 0 && strings.HasPrefix(word, ".") {
			word = `\&` + word
		}
		p.WriteString(word)
		at += len(word)
	}
	p.WriteString("\n")
}

// entry writes a word and what is said of it.
func (p *page) entry(word, text string) {
	p.macro("TP")
	p.macro("B", word)
	p.text(text)
}

// noun writes the section of one noun.
func (p *page) noun(w *lang.Words, prefix string, n noun) {
	t := w.Command
	p.macro("SS", n.name+aliasText(lang.NounAliases[n.name]))
	p.text(t.Nouns[n.name])
	for i := range n.verbs {
		v := &n.verbs[i]
		entry := t.Verbs[helpKey(n, v)]
		p.entry(v.line(n.name), entry.Help)
		p.macro("br")
		p.text(lang.Fill(t.Example, "example", asTyped(prefix, entry.Example)))
		if aliases := lang.VerbAliases[v.name]; len(aliases) > 0 {
			p.macro("br")
			p.text(lang.Fill(t.Aliases, "aliases", strings.Join(aliases, ", ")))
		}
	}
}

// roff is a text in which nothing is a request: signs that roff reads are
// escaped, others than ASCII named, so that any formatter in any locale shows them.
func roff(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r == '\'':
			b.WriteString(`\(aq`)
		case r == '`':
			b.WriteString(`\(ga`)
		case r == '\n':
			b.WriteByte(' ')
		case r >= 0x80:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// manual writes the page for the reader's own command line.
func manual(c *call) error {
	return Manual(c.out, c.words, c.s.prefix(), c.s.Version, schema.DateOf(c.s.Desk.Now(), c.groupZone()))
}
