package schema

// Period is how far back figures go.
type Period string

// The periods.
const (
	PeriodWeek    Period = "week"
	PeriodMonth   Period = "month"
	PeriodQuarter Period = "quarter"
	PeriodMeeting Period = "meeting" // since the last meeting that was held
	PeriodYear    Period = "year"
	PeriodAll     Period = "all"
)

// Periods lists them, from the shortest to the longest; that since the last
// meeting can be anywhere.
var Periods = []Period{PeriodWeek, PeriodMonth, PeriodQuarter, PeriodMeeting, PeriodYear, PeriodAll}

// periodDays is how many days before today a period begins.
var periodDays = map[Period]int{PeriodWeek: 7, PeriodMonth: 30, PeriodQuarter: 90, PeriodYear: 365}

// periodNames are what people may write beside the codes, folded.
var periodNames = map[string]Period{
	"semaine": PeriodWeek, "mois": PeriodMonth, "trimestre": PeriodQuarter, "reunion": PeriodMeeting, "an": PeriodYear, "annee": PeriodYear, "tout": PeriodAll,
}

// ParsePeriod reads a period's code or its French name; false for any other text.
func ParsePeriod(text string) (Period, bool) {
	folded := Fold(text)
	if p, ok := periodNames[folded]; ok {
		return p, true
	}
	for _, p := range Periods {
		if string(p) == folded {
			return p, true
		}
	}
	return "", false
}

// Since is the day on which a period that ends today begins; zero: there is no
// such day, and all counts. meeting is the day of the last meeting, zero while
// none was held.
func (p Period) Since(today, meeting Date) Date {
	switch p {
	case PeriodAll:
		return Date{}
	case PeriodMeeting:
		return meeting
	}
	return today.AddDays(-periodDays[p])
}
