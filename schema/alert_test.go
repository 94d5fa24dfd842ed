package schema

import (
	"slices"
	"testing"
	"time"
)

func TestContactsAreCalledInOrder(t *testing.T) {
	day := Contact{ID: 1, Mail: "day", Hours: "09:00-18:00", Zone: "Europe/Paris", Rank: 1}
	night := Contact{ID: 2, Mail: "night", Hours: "18:00-09:00", Zone: "Europe/Paris", Rank: 2}
	phone := Contact{ID: 3, Phone: "+33 1", Zone: "Europe/Paris", Rank: 3}
	chief := Contact{ID: 4, Hooked: true, Zone: "Europe/Paris", Rank: 4}
	twin := Contact{ID: 5, Mail: "twin", Zone: "Europe/Paris", Rank: 4}
	order := []Contact{day, night, phone, chief, twin}
	noon := time.Date(2015, 5, 5, 10, 0, 0, 0, time.UTC) // 12:00 there
	midnight := noon.Add(12 * time.Hour)
	for _, tc := range []struct {
		name  string
		at    time.Time
		label Label
		told  []ID
		want  []ID
	}{
		{"who is on duty and first", noon, P1, nil, []ID{1}},
		{"those of one rank together, who has a phone alone passed over", noon, P1, []ID{1}, []ID{4, 5}},
		{"who is off duty at the end", noon, P1, []ID{1, 4, 5}, []ID{2}},
		{"nobody left", noon, P1, []ID{1, 2, 4, 5}, nil},
		{"at night who answers at night", midnight, P1, nil, []ID{2}},
		{"life at stake: all on duty", midnight, P0, nil, []ID{2, 4, 5}},
		{"and then all others", midnight, P0, []ID{2, 4, 5}, []ID{1}},
	} {
		var got []ID
		for _, c := range NextCalled(order, tc.told, tc.at, tc.label) {
			got = append(got, c.ID)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

func TestWhatCallsContacts(t *testing.T) {
	label := func(from, to Label) Event {
		return Event{Noun: NounRequest, Verb: VerbLabel, Changes: []Change{{Field: FieldSubject, To: "P0"}, {Field: FieldLabel, From: string(from), To: string(to)}}}
	}
	for _, tc := range []struct {
		name string
		e    Event
		want AlertCause
	}{
		{"a request that arrives with P1", label("", P1), AlertSent}, {"one with P2", label("", P2), ""},
		{"P3 raised to P1", label(P3, P1), AlertRaised}, {"P1 raised to P0", label(P1, P0), AlertRaised}, {"P0 lowered to P1", label(P0, P1), ""}, {"P4 raised to P2", label(P4, P2), ""},
		{"a crisis", Event{Noun: NounCrisis, Verb: VerbStart}, AlertCrisis}, {"its end", Event{Noun: NounCrisis, Verb: VerbEnd}, ""},
		{"an action", Event{Noun: NounAction, Changes: []Change{{Field: FieldLabel, To: "P0"}}}, ""}, {"what was erased", Event{Noun: NounRequest, Erased: true}, ""},
	} {
		if got := CalledFor(tc.e); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func FuzzCleanWebhook(f *testing.F) {
	for _, s := range []string{"https://a.example/x", "http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/", "http://a.example/", "https://u@a/", "//x", "https://\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, err := CleanWebhook(s)
		if err != nil {
			return
		}
		if again, err := CleanWebhook(clean); err != nil || again != clean {
			t.Errorf("%q is %q, which is %q, %v", s, clean, again, err)
		}
	})
}
