package export

import (
	"time"

	"contactgroup/schema"
)

func date(y int, m time.Month, d int) schema.Date { return schema.Date{Year: y, Month: m, Day: d} }

// hostile are texts that members could type to make a reader's program act.
var hostile = []string{
	"=HYPERLINK(\"http://evil.example\")", " \u00a0=1+1", "ok\n=cmd|' /C calc'!A0", "+33 1", "-1", "@SUM(A1)", "\t=1", "＝1+1",
	"a,b;c\"d\"\\e", "line\r\nEND:VTODO\r\nBEGIN:VALARM", "lone\rreturn", "| cell | [link](http://x) <script>alert(1)</script> **b** `c`",
	"www.evil.example https://evil.example a@b.example", "\x1b]52;c;ZXZpbA==\x07", "rtl \u202e txt\u200b", "C1 \u009b2J",
	"séparateurs \u2028\u2029", "é" + "🇫🇷👨‍👩‍👧 日本語 مرحبا", "broken \xff utf-8", "'already", "", "#1 ~x~ $y$ &amp;",
}

func sample() schema.Register {
	stamp := time.Date(2015, 4, 22, 16, 30, 0, 0, time.UTC)
	return schema.Register{
		Group: "Groupe de contact permanent", AsOf: date(2015, 5, 6), TLP: schema.TLPAmber, Zone: "Europe/Paris",
		Meeting: schema.Meeting{Ref: "2015-05-06", Title: "Première réunion | plénière", Format: schema.MeetingPlenary, State: schema.MeetingConvened},
		Owners:  map[string]string{"google": "Google", "afa": "AFA"},
		Actions: []schema.Action{
			{Ref: "A-2015-004", Rev: 2, Text: "Publier le guide, v2; relu\nen deux langues", Meeting: "2015-05-06", Owner: "google",
				State: schema.ActionBlocked, Raised: date(2015, 4, 22), Updated: stamp, Notes: "- un\n- deux"},
			{Ref: "A-2015-003", Rev: 5, Text: "Fiche contact 24 h/24", Meeting: "2015-05-06", Point: "2. Astreintes", Owner: "google", Member: "google",
				Due: date(2015, 5, 5), State: schema.ActionInProgress, Carried: 2, Theme: "formation", Links: []string{"GOO-2015-0042", "A-2015-001"},
				Raised: date(2015, 4, 22), Updated: stamp.Add(time.Hour)},
			{Ref: "A-2015-002", Rev: 1, Text: "=HYPERLINK(\"http://evil.example\";\"x\") | <b>\u202e", Meeting: "2015-05-06", Owner: "afa",
				Due: date(2015, 5, 20), State: schema.ActionOpen, Raised: date(2015, 4, 22), Updated: stamp, Notes: "\x1b[2J\r\nEND:VTODO"},
			{Ref: "A-2015-005", Rev: 1, Text: "Échéance aujourd’hui 🇫🇷", Meeting: "2015-05-06", Owner: "afa",
				Due: date(2015, 5, 6), State: schema.ActionOpen, Raised: date(2015, 4, 22), Updated: stamp},
		},
	}
}
