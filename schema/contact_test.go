package schema

import (
	"testing"
	"time"
)

func TestHoursAreReadAsPeopleWriteThem(t *testing.T) {
	at := func(s string) time.Time {
		out, err := time.ParseInLocation("2006-01-02 15:04", s, Paris)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	tuesday, saturday := "2015-05-05 ", "2015-05-09 "
	for _, tc := range []struct {
		hours, written string
		within         []string
		without        []string
	}{
		{"", "", []string{tuesday + "03:00"}, nil},
		{"24/7", "", []string{saturday + "23:59"}, nil},
		{"lun-ven 9h-18h", "mon-fri 09:00-18:00", []string{tuesday + "09:00", tuesday + "17:59"}, []string{tuesday + "18:00", tuesday + "08:59", saturday + "10:00"}},
		{"mon-fri 09:00-18:00; sat 10h-12h30", "mon-fri 09:00-18:00; sat 10:00-12:30", []string{saturday + "12:29"}, []string{saturday + "12:30"}},
		{"fri 22:00-06:00", "fri 22:00-06:00", []string{"2015-05-08 23:00", saturday + "05:59"}, []string{saturday + "06:00", saturday + "22:30", tuesday + "05:00"}},
		{"sam,dim", "sat-sun 00:00-24:00", []string{saturday + "00:00", "2015-05-10 23:59"}, []string{"2015-05-11 00:00"}},
		{"ven-lun 8h-9h", "mon,fri-sun 08:00-09:00", []string{"2015-05-11 08:30"}, []string{tuesday + "08:30"}},
	} {
		h, err := ParseHours(tc.hours)
		if err != nil || h.String() != tc.written {
			t.Errorf("%q is written %q (%v), want %q", tc.hours, h, err, tc.written)
		}
		for _, s := range tc.within {
			if !h.At(at(s)) {
				t.Errorf("%q does not hold %s", tc.hours, s)
			}
		}
		for _, s := range tc.without {
			if h.At(at(s)) {
				t.Errorf("%q holds %s", tc.hours, s)
			}
		}
	}
	for _, wrong := range []string{"mon 9", "9-18", "mon 09:00-09:00", "foo 9h-10h", "mon 9h-10h 11h-12h", ";", "25:00-26:00"} {
		if h, err := ParseHours(wrong); err == nil {
			t.Errorf("%q is read as %q", wrong, h)
		}
	}
}

func FuzzParseHours(f *testing.F) {
	for _, s := range []string{"24/7", "lun-ven 9h-18h", "22:00-06:00", "sat,sun", "ven-lun 8h-9h; mar 10:00-24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		h, err := ParseHours(s)
		if err != nil {
			return
		}
		again, err := ParseHours(h.String())
		if err != nil || again.String() != h.String() {
			t.Fatalf("%q is written %q, which is read as %q (%v)", s, h, again, err)
		}
		for at := time.Date(2015, 5, 4, 0, 7, 0, 0, time.UTC); at.Day() < 12; at = at.Add(13 * time.Minute) {
			if h.At(at) != again.At(at) {
				t.Fatalf("%q and %q differ at %s", h, again, at)
			}
		}
	})
}

func FuzzAttachmentNamesAndMedia(f *testing.F) {
	f.Add("a.pdf", []byte("%PDF-1"))
	f.Add("../x", []byte("texte\r\n"))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		if clean, err := CleanFileName(name); err == nil {
			if again, err := CleanFileName(clean); err != nil || again != clean {
				t.Fatalf("%q becomes %q, then %q (%v)", name, clean, again, err)
			}
		}
		if media, err := MediaOf(body); err == nil && media != MediaPDF && media != MediaText {
			t.Fatalf("a %q", media)
		}
	})
}

func TestContactsAreSeenByTheirOrganisationAndTheAuthority(t *testing.T) {
	googles, facebooks, ministrys := Organisation{ID: 2, Code: "google", Kind: OrgOperator}, Organisation{ID: 3, Code: "facebook", Kind: OrgOperator}, Organisation{ID: 1, Code: "ministry", Kind: OrgAuthority}
	for _, tc := range []struct {
		who       Actor
		of        Organisation
		see, keep bool
	}{
		{google, googles, true, true}, {google, facebooks, false, false}, {google, ministrys, true, false},
		{pharos, googles, true, false}, {chair, googles, true, true}, {chair, ministrys, true, true}, {admin, facebooks, true, true},
		{observer, ministrys, true, false}, {observer, googles, false, false}, {overseer, googles, false, false}, {nobody, ministrys, false, false},
	} {
		if see, keep := MaySeeContact(tc.who, tc.of), MayKeepContact(tc.who, VerbAdd, tc.of) == nil; see != tc.see || keep != tc.keep {
			t.Errorf("%s of %s and contacts of %s: sees %v, keeps %v", tc.who.Role, tc.who.OrgCode, tc.of.Code, see, keep)
		}
	}
}

func TestFollowupsAreSound(t *testing.T) {
	late := time.Date(2015, 5, 7, 8, 0, 0, 0, time.UTC)
	overdue := with(in(StateSent), func(r *Request) { r.Due = late.Add(-time.Hour) })
	order := with(in(StateDraft), func(r *Request) { r.Kind = KindIdentification })
	for _, tc := range []struct {
		name string
		who  Actor
		verb Verb
		r    Request
		want Reason
	}{
		{"escalation in time", pharos, VerbEscalate, with(in(StateSent), func(r *Request) { r.Due = late.Add(time.Hour) }), WhyInTime},
		{"overdue", pharos, VerbEscalate, overdue, ""},
		{"by another service", other, VerbEscalate, overdue, WhyNotService},
		{"answered", pharos, VerbEscalate, in(StateAnswered), ""},
		{"withdrawn", pharos, VerbEscalate, in(StateWithdrawn), WhyTerminal},
		{"a referral", pharos, VerbEscalate, with(in(StateAnswered), func(r *Request) { r.Kind = KindReferral }), WhyKind},
		{"by the operator", google, VerbEscalate, overdue, WhyRole},
		{"of a stranger", facebook, VerbExternalRef, overdue, WhyHidden},
		{"both sides number it", google, VerbExternalRef, in(StateClosed), ""},
		{"cases are the authority's", google, VerbFile, in(StateSent), WhyRole},
		{"out of no case", chair, VerbUnfile, in(StateSent), WhyNoCase},
		{"the overseer recommends", overseer, VerbRecommend, in(StateClosed), ""},
		{"not on a draft", overseer, VerbRecommend, in(StateDraft), WhyHidden},
		{"one at a time", overseer, VerbRecommend, advised, WhyAdviceOpen},
		{"nothing to follow", chair, VerbFollow, in(StateSent), WhyNoAdvice},
		{"an order carries its document", pharos, VerbAttach, order, ""},
		{"a withdrawal none", pharos, VerbAttach, in(StateDraft), WhyKind},
		{"an unknown verb", chair, "explode", in(StateSent), WhyRole},
	} {
		err := MayFollowUp(tc.who, tc.verb, tc.r, late)
		got := Reason("")
		if f, ok := err.(*Fault); ok {
			got = f.Why
		}
		if got != tc.want {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
	for _, c := range []struct {
		Content
		live bool
	}{
		{Content{}, true}, {Content{Outcome: OutcomeRemovedLaw}, false}, {Content{Outcome: OutcomeRestricted}, true},
		{Content{Outcome: OutcomeRemovedLaw, Observed: ObservedLive}, true}, {Content{Outcome: OutcomeRefused, Observed: ObservedGone}, false},
		{Content{Outcome: OutcomeDisabled, Territories: []string{"DE"}}, true}, {Content{Outcome: OutcomeDisabled, Territories: []string{"FR"}}, false},
	} {
		if c.Live() != c.live {
			t.Errorf("%+v: live %v", c.Content, c.Live())
		}
	}
}
