package widget

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"contactgroup/schema"
)

func TestNoLineOfAWrappedTextIsTooWideAndNoLetterOfItIsLost(t *testing.T) {
	letters := rapid.SampledFrom([]string{"a", "b", "7", "-", "-", " ", " ", "\u00a0", "é", "e\u0301", "漢", ":", "»", "«", "/", ".", "👩🏽‍🚒"})
	unblanked := strings.NewReplacer(" ", "", "\u00a0", "", "\n", "")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(letters, 0, 60).Draw(t, "text"), "")
		w := rapid.IntRange(2, 20).Draw(t, "w")
		lines := Wrap(text, w)
		for _, l := range lines {
			if Width(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
		if got, want := unblanked.Replace(strings.Join(lines, "")), unblanked.Replace(schema.Visible(text)); got != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

func article(key string, title bool, lines ...string) Passage {
	p := Passage{Key: key, Title: title}
	for _, l := range lines {
		p.Lines = append(p.Lines, Paragraph{Text: l, Indent: 2})
	}
	return p
}

func sample() *Document {
	d := &Document{}
	d.Set([]Passage{
		article("head", true, "Contents"), article("1", false, "one", "more of one"), article("2", false, "two, été"),
		article("thread", true, "Thread"), article("e1", false, "13:10 MI asked"), article("e2", false, "13:24 Google answered"),
	})
	d.View(&Theme{}, 30, 4)
	return d
}

func view(d *Document, w, h int) string { return strings.Join(d.View(&Theme{}, w, h), "\n") }

func TestTheLineUnderTheHandStaysWhenTheTextIsSetAnew(t *testing.T) {
	d := sample()
	d.Goto("e1")
	before := view(d, 30, 4)
	d.Set([]Passage{
		article("head", true, "Contents"), article("0", false, "arrived"), article("00", false, "arrived too"),
		article("1", false, "one", "more of one"), article("2", false, "two, été"),
		article("thread", true, "Thread"), article("e1", false, "13:10 MI asked"), article("e2", false, "13:24 Google answered"),
	})
	if d.Current() != "e1" {
		t.Errorf("the cursor is on %q", d.Current())
	}
	if after := view(d, 30, 4); after != before {
		t.Errorf("the view moved:\n%s\n--\n%s", before, after)
	}
}

func TestAFoldedTitleHidesItsSectionAndTellsHowMuch(t *testing.T) {
	d := sample()
	d.Fold()
	if got := view(d, 30, 10); strings.Contains(got, "one") || !strings.Contains(got, "Contents … +3") || !strings.Contains(got, "Thread") {
		t.Errorf("folded:\n%s", got)
	}
	d.Fold()
	if got := view(d, 30, 10); !strings.Contains(got, "more of one") {
		t.Errorf("unfolded:\n%s", got)
	}
}

func TestASearchFindsWithoutAccentsAndLooksIntoFolds(t *testing.T) {
	d := sample()
	d.Fold()
	if n := d.Find("ETE"); n != 1 || d.Current() != "2" {
		t.Errorf("found %d, at %q", n, d.Current())
	}
	if d.Find("nowhere") != 0 || d.Again(1) {
		t.Error("found what is not there")
	}
	d.Find("13:")
	first := d.Current()
	d.Again(1)
	if second := d.Current(); first != "e1" || second != "e2" {
		t.Errorf("visited %q, %q", first, second)
	}
	d.Again(1)
	if d.Current() != "e1" {
		t.Error("the search does not go round")
	}
}

func TestADocumentNeverLeavesItsFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &Document{}
		var ps []Passage
		for i := range rapid.IntRange(0, 6).Draw(t, "passages") {
			p := Passage{Key: fmt.Sprint(i), Title: rapid.Bool().Draw(t, "title")}
			for range rapid.IntRange(0, 3).Draw(t, "lines") {
				text := rapid.StringOf(rapid.SampledFrom([]rune("a é漢👩🏽‍🚒🇫🇷e\u0301م "))).Draw(t, "text")
				p.Lines = append(p.Lines, Paragraph{Text: text, Indent: rapid.IntRange(0, 9).Draw(t, "indent")})
			}
			ps = append(ps, p)
		}
		d.Set(ps)
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			w, h := rapid.IntRange(1, 30).Draw(t, "w"), rapid.IntRange(1, 9).Draw(t, "h")
			lines := d.View(&Theme{}, w, h)
			if len(lines) > h {
				t.Fatalf("%d lines for %d", len(lines), h)
			}
			for _, l := range lines {
				if Width(l) > w {
					t.Fatalf("%q is wider than %d", l, w)
				}
			}
			switch rapid.IntRange(0, 6).Draw(t, "move") {
			case 0:
				d.Fold()
			case 1:
				d.Page(2)
			case 2:
				d.Move(-1)
			case 3:
				d.Find("a")
			case 4:
				d.Section(1)
			case 5:
				d.Ends(true)
			case 6:
				d.Set(ps[:len(ps)/2])
			}
			if percent, more := d.Seen(); percent < 0 || percent > 100 || !more && percent != 100 {
				t.Fatalf("%d %% seen, more is %v", percent, more)
			}
		}
	})
}
