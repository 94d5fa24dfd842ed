package command

import (
	"context"
	"strings"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func caseVerbs() []verb {
	may := func(v schema.Verb) func(*call) error {
		return func(c *call) error { return schema.MayKeepCases(c.s.Desk.Who(), v) }
	}
	return []verb{
		{name: "list", flags: []string{"query", "limit", "after", "columns", "json", "jsonl", "csv", "tsv", "md"}, may: may(schema.VerbRead), run: listCases},
		{name: "show", usage: "CASE…|-", min: 1, max: -1, flags: showFlags, may: may(schema.VerbRead), run: showCases},
		{name: "new", usage: "TITLE", min: 1, max: -1, flags: addFlags, may: may(schema.VerbNew), run: newCase},
		{name: "add", usage: "CASE REF…|-", min: 2, max: -1, flags: writeFlags, may: may(schema.VerbFile), columns: columnsOf(requestForm), run: fileInCase},
		{name: "remove", usage: "CASE REF…|-", min: 2, max: -1, flags: writeFlags, may: may(schema.VerbUnfile), columns: columnsOf(requestForm), run: takeOutOfCase},
	}
}

var caseForm = shape[schema.Case]{
	ref:     func(k schema.Case) string { return k.Ref },
	object:  func(_ *call, k schema.Case) export.Object { return export.JSONCase(k) },
	columns: []string{"ref", "opened_at", "request_count", "title"},
	more: func(c *call, k schema.Case) ([][][]string, error) {
		d, w := c.words.Domain, c.words.Command
		var operators, requests, contents, mirrors [][]string
		for _, o := range k.Operators {
			operators = append(operators, []string{o.Addressee, lang.Fill(w.CaseOperator, "requests", itoa(o.Requests), "contents", itoa(o.Contents), "live", itoa(o.Live), "waiting", itoa(o.Waiting))})
		}
		for _, r := range k.Requests {
			requests = append(requests, []string{r.Ref, r.Addressee, d.Kinds[r.Kind], d.States[r.State], c.time(r.Answered)})
		}
		for _, o := range k.Contents {
			contents = append(contents, []string{o.Ref + "#" + itoa(o.N), d.Outcomes[o.Outcome], d.Observed[o.Observed], c.words.Address(o.URL)})
		}
		for _, m := range k.Mirrors {
			mirrors = append(mirrors, []string{m.Ref + "#" + itoa(m.N), m.Addressee, d.Matches[m.Match], schema.Defang(m.URL)})
		}
		return [][][]string{operators, requests, contents, mirrors}, nil
	},
}

func listCases(c *call) error { return list(c, caseForm, c.s.Desk.Cases, c.s.Desk.CountCases) }

func showCases(c *call) error {
	names, err := c.names() // a case's name need hold no digit
	if err != nil {
		return err
	}
	found, err := each(c, names, c.s.Desk.Case)
	return show(c, caseForm, found, err)
}

func newCase(c *call) error {
	k, err := c.s.Desk.NewCase(c.writing(""), strings.Join(c.args, " "))
	return finish(c, caseForm, c.words.Domain.Done[schema.VerbNew], one(k, err), err)
}

func fileInCase(c *call) error {
	return changeRequests(c, schema.VerbFile, c.args[1:], func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		return c.s.Desk.FileRequest(ctx, r.ID, rev, c.args[0])
	})
}

func takeOutOfCase(c *call) error {
	return changeRequests(c, schema.VerbUnfile, c.args[1:], func(ctx context.Context, r schema.Request, rev int) (schema.Request, error) {
		return c.s.Desk.UnfileRequest(ctx, r.ID, rev, c.args[0])
	})
}
