package schema

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Template is a text that an organisation's members begin with where they write
// the same often. It is its organisation's alone.
type Template struct {
	ID      ID
	Name    string // what members call it; with the language, unique in the organisation
	Lang    Lang
	Verb    Verb   // what it is for: one of TemplateVerbs
	Text    string // with placeholders: see Fill
	Rev     int
	Updated time.Time
}

// Ref names a template among those of its organisation: "retiré/fr".
func (t Template) Ref() string { return t.Name + "/" + string(t.Lang) }

// MaxTemplates bounds the templates of one organisation.
const MaxTemplates = 200

// TemplateVerbs are what an organisation of that kind can write templates for;
// the first one is usual.
func TemplateVerbs(k OrgKind) []Verb {
	switch {
	case k == OrgAuthority:
		return []Verb{VerbDispute, VerbReturn, VerbAmend}
	case k.Addressable():
		return []Verb{VerbReply, VerbClarify, VerbImpossible}
	}
	return nil
}

// MayKeepTemplate returns nil when the actor may change the templates of their
// own organisation: an addressee's correspondents may; of the authority those
// who do not write requests themselves.
func MayKeepTemplate(a Actor, v Verb) error {
	if a.Role.Fits(a.OrgKind) && (a.Role == RoleCorrespondent && a.OrgKind.Addressable() || slices.Contains(judges, a.Role)) {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounTemplate}
}

// placeholders are what a template's text may hold, by what stands in braces.
var placeholders = map[string]func(Request) string{
	"ref":     func(r Request) string { return r.Ref },
	"n":       func(r Request) string { return strconv.Itoa(r.ContentCount) },
	"subject": func(r Request) string { return r.Subject },
	"service": func(r Request) string { return r.Service },
}

// Placeholders lists what may stand in braces in a template's text.
func Placeholders() []string { return []string{"ref", "n", "subject", "service"} }

// Clean returns the template as an organisation of that kind stores it, or what
// is wrong with it: a placeholder that is none is ErrInvalid with its name.
func (t Template) Clean(k OrgKind) (Template, error) {
	var err error
	if t.Name, err = CleanLine("name", t.Name); err != nil {
		return t, err
	}
	if t.Text, err = CleanText("text", t.Text, MaxText); err != nil {
		return t, err
	}
	verbs := TemplateVerbs(k)
	if t.Verb == "" && len(verbs) > 0 {
		t.Verb = verbs[0]
	}
	switch {
	case fold(t.Name) == "":
		return t, Invalid(WhyEmpty, "name", "")
	case strings.Contains(t.Name, "/"):
		return t, Invalid(WhyControl, "name", "/")
	case t.Lang != French && t.Lang != English:
		return t, Unknown("language", string(t.Lang), string(French), string(English))
	case !slices.Contains(verbs, t.Verb):
		return t, Unknown("verb", string(t.Verb), texts(verbs)...)
	case t.Text == "":
		return t, Invalid(WhyEmpty, "text", "")
	}
	for _, name := range braced(t.Text) {
		if placeholders[name] == nil {
			allowed := Placeholders()
			for i, known := range allowed {
				allowed[i] = "{" + known + "}"
			}
			return t, Unknown("placeholder", "{"+name+"}", allowed...)
		}
	}
	return t, nil
}

// braced are the words in braces of a text.
func braced(text string) []string {
	var out []string
	for {
		_, rest, open := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return out
		}
		if !strings.ContainsAny(name, " \n{") {
			out, text = append(out, name), after
		} else {
			text = rest
		}
	}
}

// Fill is the template's text for a request. What is filled in is not read for
// placeholders again.
func (t Template) Fill(r Request) string {
	var pairs []string
	for _, name := range Placeholders() {
		pairs = append(pairs, "{"+name+"}", placeholders[name](r))
	}
	return strings.NewReplacer(pairs...).Replace(t.Text)
}

// FindTemplate returns the template of a name, or of a name and a language
// ("retiré/fr"), whatever its case and accents; a name alone is taken in the
// language preferred, else in another. A Verb narrows the search; "": any.
func FindTemplate(all []Template, name string, verb Verb, preferred Lang) (Template, bool) {
	name, lang, named := strings.Cut(name, "/")
	found, ok := Template{}, false
	for _, t := range all {
		if TemplateKey(t.Name) != TemplateKey(name) || verb != "" && t.Verb != verb || named && fold(lang) != string(t.Lang) {
			continue
		}
		if !ok || t.Lang == preferred {
			found, ok = t, true
		}
	}
	return found, ok
}

// TemplateKey makes names of templates comparable.
func TemplateKey(name string) string { return fold(name) }
