package command_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/command"
)

// countedDesk has figures, and remembers since when they were asked for.
type countedDesk struct {
	*cannedDesk
	stats schema.Stats
	since []schema.Date
}

func (d *countedDesk) Stats(_ context.Context, since schema.Date) (schema.Stats, error) {
	d.since = append(d.since, since)
	return d.stats, nil
}

func (d *countedDesk) SinceMeeting(context.Context) (time.Time, error) { return time.Time{}, nil }

// counted runs a line at a desk with figures of google and its rivals together.
func counted(t *testing.T, line string) (code int, out, messages string, since []schema.Date) {
	t.Helper()
	d := &countedDesk{cannedDesk: newDesk(google), stats: schema.Stats{Single: true, Peers: true, PeersUntil: time.Date(2015, 5, 4, 0, 0, 0, 0, time.UTC),
		Reactions: []schema.Reaction{{Org: "google", Answers: 5, Median: 45 * time.Minute, P90: 160 * time.Minute, Hour: 60, Day: 100}, {Median: 50 * time.Minute, P90: time.Hour, Day: 97}},
		Quarters:  []schema.Quarter{{Org: "google", N: 3, Answers: 2}},
		Loads:     []schema.Load{{Org: "google", Day: schema.Date{Year: 2015, Month: 5, Day: 4}, Sent: 9, Answered: 1}},
		Labels:    []schema.LabelQuality{{Service: "PHAROS", Label: schema.P1, Answered: 8, Refused: 1, Insufficient: 2}}}}
	code, out, messages = runWith(t, d.cannedDesk, line, "-", func(s *command.Session) { s.Desk = d })
	return code, out, messages, d.since
}

func TestEachFigureIsWrittenInItsColumns(t *testing.T) {
	for what, want := range map[string]string{
		"reaction": "org,answers,median_minutes,p90_minutes,within_15_min,within_1_h,within_24_h\ngoogle,5,45,160,0,60,100\n,,50,60,0,0,97\n",
		"quarter":  "org,from_minutes,answers\ngoogle,45,2\n",
		"load":     "day,org,sent,first_answers\n2015-05-04,google,9,1\n",
		"label":    "service,label,answers,refused,insufficient\nPHAROS,P1,8,1,2\n",
	} {
		code, out, _, _ := counted(t, "stats --csv --what "+what)
		if code != 0 || strings.ReplaceAll(strings.TrimPrefix(out, "\ufeff"), "\r\n", "\n") != want {
			t.Errorf("%s: %d %q", what, code, out)
		}
	}
	if _, out, _, _ := counted(t, "stats --jsonl"); strings.Count(out, "\n") != 5 || !strings.Contains(out, `"what":"load"`) {
		t.Errorf("all figures: %s", out)
	}
}

func TestFiguresForPeopleSayWhatTheOthersAre(t *testing.T) {
	_, out, _, _ := counted(t, "stats")
	for _, want := range []string{"Reaction times", "Load per day", "together, each with the same weight, over the whole weeks up to 2015-05-03", "Refusals for insufficient information"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said in\n%s", want, out)
		}
	}
}

func TestFiguresAreSinceADayOrAPeriod(t *testing.T) {
	for since, want := range map[string]string{"": "-90", "--since week": "-7", "--since trimestre": "-90", "--since all": "", "--since réunion": "", "--since 2015-04-01": "2015-04-01"} {
		code, _, messages, asked := counted(t, "stats --json "+since)
		if code != 0 || len(asked) != 1 {
			t.Fatalf("%s: %d %s", since, code, messages)
		}
		today := schema.DateOf(newDesk(google).Now(), schema.Paris)
		switch want {
		case "-7":
			want = today.AddDays(-7).String()
		case "-90":
			want = today.AddDays(-90).String()
		}
		if asked[0].String() != want {
			t.Errorf("%q is since %q, want %q", since, asked[0], want)
		}
	}
	for line, want := range map[string]int{"stats --since gestern": 7, "stats --what x": 7, "stats --columns x": 2} {
		if code, _, _, _ := counted(t, line); code != want {
			t.Errorf("%s: %d, want %d", line, code, want)
		}
	}
}
