package main

import (
	"bytes"
	"context"
	"slices"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
	"contactgroup/ui/notify"
)

// papers are the convocations and packs that a letter tells of, as its reader's
// own desk gives them, as far as their organisation has them mailed.
func (s *service) papers(ctx context.Context, d schema.Delivery) ([]notify.Paper, error) {
	papered := func(n schema.Notice) bool { return n.Cause == schema.NoticeConvocation || n.Cause == schema.NoticePack }
	if d.Mailed == "" || !slices.ContainsFunc(d.Notices, papered) {
		return nil, nil
	}
	desk, err := s.db.As(ctx, d.Login)
	if err != nil {
		return nil, err
	}
	var out []notify.Paper
	for _, n := range d.Notices {
		if !papered(n) {
			continue
		}
		paper, err := paperOf(ctx, desk, n, lang.For(d.Lang))
		if err != nil {
			return nil, err
		}
		out = append(out, paper)
	}
	return out, nil
}

// paperOf is the pack of a meeting for print, or its convocation as a text.
func paperOf(ctx context.Context, desk *store.Desk, n schema.Notice, words *lang.Words) (notify.Paper, error) {
	p := notify.Paper{Notice: n}
	if n.Cause == schema.NoticePack {
		pack, err := told(desk, words, nil).Pack(ctx, n.Ref, schema.Date{}, 0)
		if err != nil {
			return p, err
		}
		var body bytes.Buffer
		err = export.WritePack(&body, export.PDF, pack, words)
		p.Name, p.Type, p.TLP, p.Body = export.PackFileName(export.PDF, pack.Meeting.Ref), export.MIME(export.PDF), pack.TLP, body.Bytes()
		return p, err
	}
	r, err := told(desk, words, nil).Register(ctx, n.Ref, schema.Date{})
	if err != nil {
		return p, err
	}
	text := schema.Visible(words.Convening(r.Meeting, r.Group, r.Owners, schema.Zone(r.Zone)))
	p.Name, p.Type, p.TLP, p.Body = "convocation-"+r.Meeting.Ref+".txt", "text/plain", r.TLP, []byte(text)
	return p, nil
}
