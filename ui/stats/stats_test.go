package stats_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/stats"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

var update = flag.Bool("update", false, "write the golden frames anew")

var now = time.Date(2015, 5, 6, 12, 0, 0, 0, schema.Paris)

// desk gives the same figures for every day but those that are asked for.
type desk struct {
	stats schema.Stats
	err   error
	asked []schema.Date
	names map[string]string
}

func (d *desk) Now() time.Time                                  { return now }
func (d *desk) Group() schema.Group                             { return schema.Group{Zone: "Europe/Paris"} }
func (d *desk) SinceMeeting(context.Context) (time.Time, error) { return now.AddDate(0, 0, -14), nil }
func (d *desk) Stats(_ context.Context, since schema.Date) (schema.Stats, error) {
	d.asked = append(d.asked, since)
	return d.stats, d.err
}
func (d *desk) Organisations(context.Context) ([]schema.Organisation, error) {
	var out []schema.Organisation
	for code, name := range d.names {
		out = append(out, schema.Organisation{Code: code, Name: name})
	}
	return out, nil
}

// figures are those of operators, as who reads all of them sees them.
func figures(orgs ...string) schema.Stats {
	s := schema.Stats{Single: true}
	for i, org := range orgs {
		n := time.Duration(i + 1)
		s.Reactions = append(s.Reactions, schema.Reaction{Org: org, Answers: 12 * (i + 1), Median: n * 35 * time.Minute, P90: n * 150 * time.Minute, Quarter: 12, Hour: 58, Day: 100 - i})
		for _, q := range []int{0, 2, 3, 9, schema.QuartersOfDay} {
			s.Quarters = append(s.Quarters, schema.Quarter{Org: org, N: q, Answers: q%5 + i + 1})
		}
		for day := range 5 {
			s.Loads = append(s.Loads, schema.Load{Org: org, Day: schema.Date{Year: 2015, Month: 5, Day: 1 + day}, Sent: day*3 + i, Answered: day})
		}
		s.Shortfalls = append(s.Shortfalls, schema.Shortfall{Org: org, Service: "PHAROS", Answered: 20, Insufficient: i}, schema.Shortfall{Org: org, Service: "UCLAT", Answered: 5, Insufficient: 2})
	}
	s.Labels = []schema.LabelQuality{{Service: "PHAROS", Label: schema.P1, Answered: 20, Refused: 3, Insufficient: 2}, {Service: "PHAROS", Label: schema.P3, Answered: 7},
		{Service: "UCLAT", Label: schema.P0, Answered: 4, Insufficient: 4}}
	slices.SortFunc(s.Loads, func(a, b schema.Load) int { return a.Day.Compare(b.Day) })
	return s
}

// withPeers are an operator's figures, with the others together or without.
func withPeers(told bool) schema.Stats {
	s := figures("google")
	s.Peers, s.PeersSince, s.PeersUntil = true, time.Date(2015, 2, 2, 0, 0, 0, 0, time.UTC), time.Date(2015, 5, 4, 0, 0, 0, 0, time.UTC)
	if told {
		s.Reactions = append(s.Reactions, schema.Reaction{Median: 50 * time.Minute, P90: 4 * time.Hour, Quarter: 8, Hour: 61, Day: 97})
	}
	return s
}

var names = map[string]string{"google": "Google", "facebook": "Facebook", "twitter": "Twitter"}

func opened(t *testing.T, w *lang.Words, s schema.Stats, write stats.Write) (*uitest.Solo, *desk) {
	d := &desk{stats: s, names: maps.Clone(names)}
	g := uitest.NewSolo(t, w, now)
	g.Session.SSH = "ssh desk.example"
	return g.Open(stats.New(g.Session, d, write)), d
}

func TestTheFiguresAsAgreed(t *testing.T) {
	for name, s := range map[string]schema.Stats{"authority": figures("facebook", "google", "twitter"), "operator": withPeers(true)} {
		for _, words := range lang.All {
			for _, size := range [][2]int{{80, 21}, {140, 37}, {40, 9}} {
				g, _ := opened(t, words, s, nil)
				for _, kind := range schema.Figures {
					frame := fmt.Sprintf("%s-%s-%s-%dx%d", name, kind, words.Code, size[0], size[1]+3)
					t.Run(frame, func(t *testing.T) { uitest.Golden(t, frame, g.View(size[0], size[1]), *update) })
					g.Press("tab")
				}
			}
		}
	}
}

func TestFiguresReadAnewKeepTheirPlace(t *testing.T) {
	g, d := opened(t, lang.French, figures("facebook", "google", "twitter"), nil)
	g.View(40, 9)
	g.Press("j", "j")
	before := g.View(40, 9)
	for _, again := range []func(){func() { g.Send(widget.Changed{Anew: true}) }, func() { g.Press("r") }} {
		again()
		if after := g.View(40, 9); after != before {
			t.Errorf("the view moved:\n%s\n--\n%s", before, after)
		}
	}
	if len(d.asked) != 3 {
		t.Errorf("read %d times", len(d.asked))
	}
}

func TestEveryFrameFitsWhateverNamesThereAre(t *testing.T) {
	hostile := []string{"\x1b[31mrouge\x1b]52;c;YQ==\a", strings.Repeat("Wolfeschlegelsteinhausen", 9), "é́́́́", "東京放送株式会社東京放送", "شركة الاتصالات", "a\u202eb\u200bc\r\nd", "👩‍👩‍👧‍👦🇫🇷", ""}
	s := figures(hostile...)
	for i, name := range hostile {
		s.Labels = append(s.Labels, schema.LabelQuality{Service: name, Label: schema.Label(name), Answered: 1 << 40, Refused: i})
		s.Shortfalls = append(s.Shortfalls, schema.Shortfall{Org: name, Service: name, Answered: 1})
	}
	for _, all := range []schema.Stats{s, {Single: true}, {Peers: true}, withPeers(false)} {
		g, d := opened(t, lang.French, all, nil)
		for i, name := range hostile {
			d.names[name] = hostile[len(hostile)-1-i]
		}
		g.Press("r")
		for range schema.Figures {
			for _, size := range [][2]int{{20, 3}, {20, 5}, {39, 8}, {40, 9}, {59, 20}, {80, 21}, {119, 30}, {120, 30}, {140, 37}, {300, 87}, {1, 1}} {
				g.Fits(t, size[0], size[1])
			}
			g.Press("tab", "o", "G")
		}
	}
}

func TestAValueStandsBesideEachBar(t *testing.T) {
	g, _ := opened(t, lang.English, figures("google"), nil)
	for _, line := range strings.Split(g.View(60, 40), "\n") {
		if strings.ContainsAny(line, "█▏▎▍▌▋▊▉") && !strings.ContainsAny(line[strings.LastIndexAny(line, "█▏▎▍▌▋▊▉"):], "0123456789") {
			t.Errorf("a bar without a value: %q", line)
		}
	}
	g.Shows("35 min", "2 h 30", "12%", "58%", "100%", "From sending to the first answer.")
	g.Press("tab").Shows("0:00–0:15", "0:45–1:00", "1:00–2:15", "24 h or more")
	g.Press("tab").Shows("30, peak 12 on 5 May 2015", "12 sent, 4 answered")
	g.Press("tab").Shows("25% · 3 refused, 2 insufficient of 20")
	g.Press("tab").Shows("40% · 2 of 5")
}

func TestWhatMayNotBeShownIsSaidInWords(t *testing.T) {
	g, _ := opened(t, lang.English, withPeers(false), nil)
	g.Shows("The other operators are not shown", "Google (12)")
	g.Hides("Other operators:")
	g, _ = opened(t, lang.English, withPeers(true), nil)
	g.Shows("Other operators: together, each with the same weight", "from 2 Feb 2015 to 3", "50 min")
	g.Press("tab").Shows("Your own figures only")
	observer := withPeers(true)
	observer.Single, observer.Reactions, observer.Quarters, observer.Loads, observer.Labels, observer.Shortfalls = false, observer.Reactions[1:], nil, nil, nil, nil
	g, _ = opened(t, lang.English, observer, nil)
	g.Shows("Other operators", "50 min")
	for range schema.Figures[1:] {
		g.Press("tab").Shows("This figure is not shown to you")
	}
}

func TestAPeriodIsChosenByKeys(t *testing.T) {
	g, d := opened(t, lang.English, schema.Stats{Single: true}, nil)
	g.Shows("quarter, since 5 Feb 2015", "Nothing to show since 5 Feb 2015", "+ takes a longer period")
	g.Press("+").Shows("since the last meeting, since 22 Apr 2015")
	g.Press("+", "+", "+").Shows("Nothing to show: no request has been sent yet.")
	g.Press("p").Shows("Period", "1  week")
	g.Press("1").Shows("week, since 29 Apr 2015")
	g.Press("-").Shows("week")
	if last := d.asked[len(d.asked)-1]; last != (schema.Date{Year: 2015, Month: 4, Day: 29}) {
		t.Errorf("asked since %v", last)
	}
}

func TestTheCommandAndTheCSVAreOfTheFiguresInSight(t *testing.T) {
	var asked []string
	g, _ := opened(t, lang.English, figures("google"), func(_ context.Context, args []string) ([]byte, error) {
		asked = args
		return []byte("day,org\n2015-05-05,google\n"), nil
	})
	g.Press("tab", "tab", "y")
	if want := "ssh desk.example stats --since quarter --what load"; !slices.Equal(g.Copied, []string{want}) || !strings.Contains(g.Told[0], want) {
		t.Errorf("copied %q, told %q", g.Copied, g.Told)
	}
	g.Press("E").Shows("Load per day", "2015-05-05,google")
	if want := []string{"--since", "quarter", "--what", "load", "--csv"}; !slices.Equal(asked, want) {
		t.Errorf("exported %q", asked)
	}
}

func TestOneOperatorIsLookedAtAlone(t *testing.T) {
	g, _ := opened(t, lang.English, figures("facebook", "google"), nil)
	g.Press("tab").Shows("Operator: all")
	g.Press("o").Shows("Operator: Facebook")
	g.Press("o", "o", "O").Shows("Operator: Google")
	g.Press("tab").Shows("Operator: Google")
}

func TestWhatCouldNotBeReadIsSaidAndReadAgain(t *testing.T) {
	d := &desk{err: errors.New("disk"), names: names}
	g := uitest.NewSolo(t, lang.English, now)
	v := stats.New(g.Session, d, nil)
	if frame := v.View(80, 10); !strings.Contains(frame, "Reading the figures…") {
		t.Errorf("before anything was read:\n%s", frame)
	}
	g.Open(v)
	g.Shows("The figures could not be read; r reads them again")
	if len(g.Fails) != 1 {
		t.Errorf("%d failures were told", len(g.Fails))
	}
	d.err, d.stats = nil, figures("google")
	g.Press("r").Shows("Google (12)")
}

func TestFiguresOfAPeriodThatWasLeftAreNotShown(t *testing.T) {
	g := uitest.NewSolo(t, lang.English, now)
	v := stats.New(g.Session, &desk{stats: figures("google"), names: names}, nil)
	late := v.Init()()
	k, _ := widget.Find(v.Keys(), "+")
	asked := k.Run()()
	v.Update(late)
	if frame := v.View(80, 10); !strings.Contains(frame, "Reading") || strings.Contains(frame, "Google") {
		t.Errorf("an answer that came late:\n%s", frame)
	}
	v.Update(asked)
	if frame := v.View(80, 10); !strings.Contains(frame, "since the last meeting") || !strings.Contains(frame, "Google (12)") {
		t.Errorf("what was asked for:\n%s", frame)
	}
}
