package store

import (
	"strings"
	"time"

	"contactgroup/schema"
)

// glanceOf asks the rule of package schema about one request of each kind, so
// that the rule has one text.
func glanceOf(a schema.Actor) glance {
	var g glance
	for _, k := range schema.Kinds {
		probe := schema.Request{Kind: k, State: schema.StateSent, Sent: time.Unix(1, 0), Addressee: a.OrgCode, Service: a.Service + "\x00"}
		if as := schema.ReaderOf(a, probe); as != schema.ReaderNone {
			g.always, g.reader = append(g.always, k), as
			continue
		}
		probe.Service = a.Service
		if as := schema.ReaderOf(a, probe); as != schema.ReaderNone {
			g.own, g.reader = append(g.own, k), as
		}
	}
	return g
}

// sight is the condition under which the actor may know of a row r of request.
func sight(a schema.Actor) (cond string, args []any) {
	g := glanceOf(a)
	kinds := "1 = 1"
	switch {
	case g.reader == schema.ReaderNone:
		return "1 = 0", nil
	case len(g.own) > 0:
		kinds, args = "(r.kind IN "+codeList(g.always)+" OR (r.kind IN "+codeList(g.own)+" AND r.service = ?))", []any{a.Service}
	case len(g.always) < len(schema.Kinds):
		kinds = "r.kind IN " + codeList(g.always)
	}
	switch g.reader {
	case schema.ReaderAuthority:
		return kinds + " AND (r.intake_id = 0 OR EXISTS (SELECT 1 FROM intake i WHERE i.id = r.intake_id AND i.done = 1))", args
	case schema.ReaderAddressee:
		return kinds + " AND r.addressee = ? AND r.sent_at > 0", append(args, a.OrgCode)
	}
	return kinds + " AND r.sent_at > 0", args
}

// readerOf is how the actor looks at requests as a whole.
func readerOf(a schema.Actor) schema.Reader {
	return schema.ReaderOf(a, schema.Request{Kind: schema.KindWithdrawal, State: schema.StateSent, Sent: time.Unix(1, 0), Addressee: a.OrgCode})
}

// codeList writes codes of this program as an SQL list. It is never given what people typed.
func codeList[T ~string](codes []T) string {
	quoted := make([]string, len(codes))
	for i, c := range codes {
		quoted[i] = "'" + string(c) + "'"
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}
