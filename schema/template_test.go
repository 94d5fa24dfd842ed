package schema

import (
	"errors"
	"strings"
	"testing"
)

func TestATemplateIsFilledForOneRequest(t *testing.T) {
	r := Request{Ref: "GOO-2015-0042", Subject: "{ref} {n}", Service: "PHAROS", ContentCount: 3}
	got := Template{Text: "{ref} : {n} contenus ({service}), « {subject} ». {autre}"}.Fill(r)
	if want := "GOO-2015-0042 : 3 contenus (PHAROS), « {ref} {n} ». {autre}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestATemplateThatCannotBeUsedIsRefused(t *testing.T) {
	good := Template{Name: "Retiré", Lang: French, Text: "Retiré ({ref}). Un {mot libre} et une { seule."}
	if got, err := good.Clean(OrgOperator); err != nil || got.Verb != VerbReply {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, tc := range map[string]struct {
		change func(*Template)
		kind   OrgKind
		field  string
	}{
		"no name":                  {func(x *Template) { x.Name = " " }, OrgOperator, "name"},
		"a name with a slash":      {func(x *Template) { x.Name = "a/fr" }, OrgOperator, "name"},
		"no language":              {func(x *Template) { x.Lang = "" }, OrgOperator, "language"},
		"another's verb":           {func(x *Template) { x.Verb = VerbDispute }, OrgOperator, "verb"},
		"replies of the authority": {func(x *Template) { x.Verb = VerbReply }, OrgAuthority, "verb"},
		"who answers nothing":      {func(*Template) {}, OrgOversight, "verb"},
		"no text":                  {func(x *Template) { x.Text = "\n" }, OrgOperator, "text"},
		"an escape":                {func(x *Template) { x.Text = "a\x1b[2J" }, OrgOperator, "text"},
		"a strange placeholder":    {func(x *Template) { x.Text = "{ref} {agent}" }, OrgOperator, "placeholder"},
	} {
		x := good
		tc.change(&x)
		_, err := x.Clean(tc.kind)
		var f *Fault
		if !errors.As(err, &f) || f.Class != ErrInvalid || f.Field != tc.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestATemplateIsFoundInTheLanguagePreferred(t *testing.T) {
	all := []Template{{Name: "Retiré", Lang: English, Verb: VerbReply}, {Name: "Retiré", Lang: French, Verb: VerbReply}, {Name: "Lequel ?", Lang: French, Verb: VerbClarify}}
	for _, tc := range []struct {
		name string
		verb Verb
		lang Lang
		want string
	}{
		{"retire", VerbReply, French, "Retiré/fr"}, {"RETIRÉ", "", English, "Retiré/en"}, {"retiré/fr", VerbReply, English, "Retiré/fr"},
		{"lequel ?", "", English, "Lequel ?/fr"}, {"lequel ?", VerbReply, French, ""}, {"retiré/de", "", French, ""}, {"", "", French, ""},
	} {
		got, ok := FindTemplate(all, tc.name, tc.verb, tc.lang)
		if ok != (tc.want != "") || ok && got.Ref() != tc.want {
			t.Errorf("%q for %q in %s: %s, %v", tc.name, tc.verb, tc.lang, got.Ref(), ok)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	f.Add("{ref} {n}", "x")
	f.Add("{{ref}}{", "{ref}")
	f.Fuzz(func(t *testing.T, text, subject string) {
		x, err := Template{Name: "x", Lang: French, Text: text}.Clean(OrgOperator)
		if err != nil {
			return
		}
		filled := x.Fill(Request{Subject: subject})
		if !strings.Contains(text, "{") && filled != x.Text {
			t.Errorf("%q became %q", text, filled)
		}
	})
}
