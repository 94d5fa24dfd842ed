package store

import (
	"encoding/json"
	"slices"
	"testing"

	"contactgroup/schema"
)

func TestWhatALogKeepsOfAChange(t *testing.T) {
	for _, test := range []struct {
		stored string
		read   changes
	}{
		{`{}`, nil},
		{`{"c":{"ref":"GOO-2015-0001"}}`, changes{{Field: "ref", To: "GOO-2015-0001"}}},
		{`{"c":{"state":["sent","in_progress"],"assignee":["a",""],"subject":"\u003c é \""}}`, changes{{Field: "state", From: "sent", To: "in_progress"},
			{Field: "assignee", From: "a"}, {Field: "subject", To: "< é \""}}},
	} {
		if got := string(payload{Changes: test.read}.encode()); got != test.stored {
			t.Errorf("stored %s, want %s", got, test.stored)
		}
		var p payload
		if err := json.Unmarshal([]byte(test.stored), &p); err != nil || !slices.Equal(p.Changes, test.read) {
			t.Errorf("%s is read as %+v, %v", test.stored, p.Changes, err)
		}
	}
	var old payload
	err := json.Unmarshal([]byte(`{"c":[{"f":"state","a":"sent","b":"in_progress"}],"t":"x","i":true}`), &old)
	want := changes{{Field: schema.FieldState, From: "sent", To: "in_progress"}}
	if err != nil || !slices.Equal(old.Changes, want) || old.Text != "x" || !old.Internal {
		t.Errorf("version 1's is read as %+v, %v", old, err)
	}
}

func TestStringsAreWrittenAsJSONHasThem(t *testing.T) {
	for _, s := range []string{"", "abc", "é à 漢", "\u2028", "\u2026", "a\"b", `a\b`, "<&>", "\x00\n\x1f\x7f", "\xff", "a\xc3"} {
		want, err := json.Marshal(s)
		if got := string(appendString(nil, s)); err != nil || got != string(want) {
			t.Errorf("%q is written as %s, want %s", s, got, want)
		}
	}
}

func FuzzPayload(f *testing.F) {
	for _, seed := range []string{`{}`, `{"c":{"ref":"x","state":["a","b"]},"t":"y","i":true}`, `{"c":[{"f":"ref","b":"x"}]}`, `{"c":{"ref":[1]}}`, `{"c":3}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p, again payload
		if json.Unmarshal(text, &p) != nil {
			return
		}
		if err := json.Unmarshal(p.encode(), &again); err != nil || !slices.Equal(again.Changes, p.Changes) || again.Text != p.Text {
			t.Errorf("%q: %+v is kept as %+v, %v", text, p, again, err)
		}
	})
}
