package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"contactgroup/schema"
)

// oddTexts are pieces of texts and of filters with which an engine's own words,
// folding, wildcards or operators could differ from the desk's.
var oddTexts = []string{"é", "e\u0301", "ß", "ẞ", "ss", "İ", "ı", "I", "œ", "æ", "ae", "ς", "ΟΔΟΣ", "οδος", "دعـاية", "دعاية", "إرهاب", "โฆษณา", "宣传", "视频", "かな", "か゛", "ｶﾞ", "한국",
	"👨\u200d👩\u200d👧", "🇫🇷", "❤️", "٣", "३", "３", "①", "Ⅷ", "ﬁ", "ﷺ", "Å", "ŉ", "𝐯𝐢𝐝𝐞𝐨", "'", "’", "-", "‑", "\u00ad", "\u200b", "\u200d", "\ufeff", "\U000E0041",
	"a.b+c@courriel.example", "https://a.example:8080/x?y=1&z=%20", "hxxps://a[.]example", "xn--bcher-kva.example", "bücher.example", strings.Repeat("a", 70), strings.Repeat("ü", 40),
	"क" + strings.Repeat("ा", 900), "a" + strings.Repeat("\u20dd", 130), "\u0301", "ा", "\\", "%", "_", "*", ":", "^", "AND", "OR", "NOT", "NEAR(a b)", "(", ")", "{", "+", "|", "&", "!", "<->", ":*",
	"¦", "2¦a", "1¦video", "\"", "«", ",", "\t", "\n", " ", "\u00a0", "\u2028", "a", "vidéo", "VIDÉO", "l’auteur", "--", "0", "GOO-2015-0001"}

var oddText = rapid.Custom(func(t *rapid.T) string {
	pieces := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(oddTexts), rapid.SampledFrom(oddTexts), rapid.StringN(1, 4, -1)), 1, 5).Draw(t, "pieces")
	return strings.Join(pieces, rapid.SampledFrom([]string{"", " "}).Draw(t, "glue"))
})

// partOf is a text, or what stands between two of its letters.
func partOf(texts []string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		runes := []rune(rapid.SampledFrom(texts).Draw(t, "text"))
		from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
		return string(runes[from:rapid.IntRange(from+1, len(runes)).Draw(t, "to")])
	})
}

// writeOddly writes requests of odd texts, some of them sent and answered, and
// returns what was written. What is no text at all is refused.
func (g group) writeOddly(n int) (written []string) {
	for i := range n {
		text := func(field int) string { return oddText.Example(i + 1000*field) }
		d := aDraft(schema.KindReferral, []string{"google", "facebook"}[i%2])
		d.Regime, d.Subject, d.Reasons, d.LegalBasis, d.ExternalRef = schema.RegimeTerms, text(1), text(2), text(3), text(4)
		d.Contents = []schema.Content{{URL: fmt.Sprint("https://a.example/", i)}}
		if url := "https://x.example/" + text(5); i%4 == 0 {
			if _, err := schema.CleanURL(url); err == nil {
				d.Contents = append(d.Contents, schema.Content{URL: url})
			}
		}
		q, err := g.Desks["pharos"].NewRequest(g.t.Context(), d)
		if err != nil {
			refusal(g.t, err)
			continue
		}
		written = append(written, q.Subject, q.Reasons, q.LegalBasis, q.ExternalRef)
		if i%3 != 0 {
			q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend})
		}
		if reply := removed(q); i%3 == 2 {
			reply.Text = text(6)
			if _, err := g.Desks[d.Addressee].Reply(g.t.Context(), q.ID, 0, reply); err != nil {
				refusal(g.t, err)
				continue
			}
			written = append(written, reply.Text)
		}
	}
	return slices.DeleteFunc(written, func(s string) bool { return s == "" })
}

// TestTextsOfAnyScriptAreFoundAsTheyRead looks for odd texts and parts of them
// and holds what is found against the requests themselves.
func TestTextsOfAnyScriptAreFoundAsTheyRead(t *testing.T) {
	each(t, func(g group) {
		written := g.writeOddly(100/thinned + 20)
		all, witness := map[string][]schema.Request{}, map[string]eyewitness{}
		logins := []string{"chair", "pharos", "google"}
		for _, login := range logins {
			all[login], witness[login] = g.readWhole(login)
		}
		fields := []string{"", "", "-", "url:", "-url:", "ext:", "ref:", "case:", "by:", "org:"}
		term := rapid.Custom(func(t *rapid.T) string {
			value := rapid.OneOf(rapid.SampledFrom(oddTexts), oddText, partOf(written), partOf(written)).Draw(t, "value")
			if rapid.Bool().Draw(t, "quoted") {
				value = `"` + strings.ReplaceAll(value, `"`, "") + `"`
			}
			return rapid.SampledFrom(fields).Draw(t, "field") + value
		})
		found := 0
		rapid.Check(g.t, func(r *rapid.T) {
			login, text := rapid.SampledFrom(logins).Draw(r, "login"), strings.Join(rapid.SliceOfN(term, 1, 2).Draw(r, "terms"), " ")
			q, err := schema.ParseQuery(text)
			if err != nil {
				return // refused with its place
			}
			var want []schema.Request
			for _, request := range all[login] {
				if witness[login].passes(q, request) {
					want = append(want, request)
				}
			}
			l := schema.List{Query: q, All: true, Sort: schema.Sort{Field: schema.SortRef}, Limit: 500}
			slices.SortFunc(want, order(l.Sort))
			page, err := g.Desks[login].Requests(g.t.Context(), l)
			if err != nil || !slices.Equal(refs(page.Items), refs(want)) {
				r.Fatalf("%s, %q finds %v (%v), want %v", login, text, refs(page.Items), err, refs(want))
			}
			found += len(want)
		})
		if found == 0 {
			g.t.Error("nothing was ever found")
		}
	})
}

// TestAWordOfManyMarksIsFoundByItsBeginning writes a word of more bytes than
// PostgreSQL keeps of one.
func TestAWordOfManyMarksIsFoundByItsBeginning(t *testing.T) {
	each(t, func(g group) {
		d := aDraft(schema.KindReferral, "google")
		d.Regime, d.Reasons = schema.RegimeTerms, "क"+strings.Repeat("ा", 900)
		q := g.deliver(d)
		for _, login := range []string{"chair", "google"} {
			for _, marks := range []int{0, 100, 400} {
				if got := g.found(login, "क"+strings.Repeat("ा", marks), false); got != q.Ref {
					g.t.Errorf("%s finds %q by %d marks", login, got, marks)
				}
			}
		}
	})
}
