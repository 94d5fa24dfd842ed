package command

import (
	"fmt"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

// importRequests reads contents signalled on stdin, and reports on stdout what became of them.
func importRequests(c *call) error {
	report, err := c.s.Desk.Import(c.writing(""), c.s.Intake(c.input()), c.on("keep-going"))
	if err != nil && len(report.Faults) == 0 {
		return err
	}
	if writeErr := c.importReport(report); writeErr != nil {
		return writeErr
	}
	w := c.words.Command
	switch {
	case err != nil:
		return err
	case len(report.Faults) == 0:
		return nil
	case c.on("keep-going") && report.Contents > 0:
		return &refusal{exitPartly, lang.Fill(w.SomeRefused, "n", fmt.Sprint(len(report.Faults)))}
	}
	return &refusal{exitInvalid, lang.Fill(w.NothingWritten, "n", fmt.Sprint(len(report.Faults)))}
}

// importForm is an import's report as scripts read it.
var importForm = shape[schema.ImportReport]{
	object: func(c *call, r schema.ImportReport) export.Object {
		repeats, similar, faults := []export.Object{}, []export.Object{}, []export.Object{}
		for _, s := range r.Similar {
			similar = append(similar, export.JSONSimilar(s))
		}
		for _, d := range r.Duplicates {
			repeats = append(repeats, export.Object{{Name: "line", Value: d.Line}, {Name: "url", Value: d.URL}, {Name: "ref", Value: d.Ref}})
		}
		for _, f := range r.Faults {
			faults = append(faults, export.Object{{Name: "line", Value: f.Line}, {Name: "column", Value: orNull(f.Column)}, {Name: "reason", Value: c.words.RowReason(f)}})
		}
		return export.Object{{Name: "rows", Value: r.Rows}, {Name: "contents", Value: r.Contents}, {Name: "requests", Value: append([]string{}, r.Requests...)},
			{Name: "duplicates", Value: repeats}, {Name: "similar", Value: similar}, {Name: "faults", Value: faults}, {Name: "dry_run", Value: r.DryRun}, {Name: "written", Value: r.Written}}
	},
}

// importReport writes what was made on stdout, and for people each fault on stderr.
func (c *call) importReport(r schema.ImportReport) error {
	if c.form.format != "" {
		return writeItems(c, importForm, []schema.ImportReport{r})
	}
	w := c.words.Command
	c.line(lang.Fill(w.Imported, "rows", itoa(r.Rows), "contents", itoa(r.Contents), "requests", itoa(len(r.Requests)),
		"duplicates", itoa(len(r.Duplicates)), "faults", itoa(len(r.Faults))))
	if r.DryRun {
		c.say(w.DryRun)
	}
	for _, ref := range r.Requests {
		c.line(ref)
	}
	for _, d := range r.Duplicates {
		c.line(lang.Fill(w.Repeat, "line", itoa(d.Line), "url", schema.Defang(d.URL), "ref", d.Ref))
	}
	for _, s := range r.Similar {
		c.line(lang.Fill(w.SimilarLine, "line", itoa(s.Line), "url", schema.Defang(s.URL), "match", c.words.Domain.Matches[s.Match], "ref", s.Ref, "addressee", s.Addressee))
	}
	for _, f := range r.Faults {
		c.warn(c.words.RowFault(f))
	}
	return nil
}
