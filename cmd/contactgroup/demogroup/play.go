package demogroup

import (
	"context"
	"fmt"
	"time"

	"contactgroup/schema"
	"contactgroup/store"
)

// stories turns requests and their lives into scenes; told is called with the
// number of requests written so far.
func (s *stage) stories(all []story, told func(int)) []scene {
	var out []scene
	written := 0
	for _, st := range all {
		var id schema.ID
		at := moment(st.written)
		out = append(out, scene{at, st.subject, func(ctx context.Context) error {
			var err error
			if id, err = s.write(ctx, st); err != nil {
				return err
			}
			written++
			told(written)
			return nil
		}})
		for _, step := range st.life {
			at = at.Add(time.Duration(step.after) * time.Minute)
			out = append(out, scene{at, fmt.Sprintf("%s, %s", st.subject, step.name()), func(ctx context.Context) error {
				return s.play(ctx, id, st, step)
			}})
		}
	}
	return out
}

// write makes the request of a story.
func (s *stage) write(ctx context.Context, st story) (schema.ID, error) {
	d, err := s.desk(ctx, st.actor(step{by: theAuthor}))
	if err != nil {
		return 0, err
	}
	r, err := d.NewRequest(ctx, st.draft())
	if err != nil {
		return 0, err
	}
	if st.key != "" {
		s.requests[st.key] = r.ID
	}
	return r.ID, nil
}

// play takes one step of a story.
func (s *stage) play(ctx context.Context, id schema.ID, st story, p step) error {
	d, err := s.desk(ctx, st.actor(p))
	if err != nil {
		return err
	}
	if p.do != nil {
		return p.do(ctx, d, id)
	}
	if p.reply != nil {
		_, err := d.Reply(ctx, id, 0, *p.reply)
		return err
	}
	if p.of != "" {
		of, err := s.request(ctx, d, s.requests[p.of])
		if err != nil {
			return fmt.Errorf("the one it repeats: %w", err)
		}
		p.step.To = of.Ref
	}
	_, err = d.Act(ctx, id, 0, p.step)
	return err
}

// request is one that exists already.
func (s *stage) request(ctx context.Context, d *store.Desk, id schema.ID) (schema.Request, error) {
	found, err := d.RequestsByID(ctx, []schema.ID{id})
	if err != nil || len(found) != 1 {
		return schema.Request{}, fmt.Errorf("request %d: %d found, %w", id, len(found), err)
	}
	return found[0], nil
}

// name tells the step in errors.
func (p step) name() string {
	if p.do != nil {
		return p.what
	}
	if p.reply != nil {
		return string(schema.VerbReply)
	}
	return string(p.step.Verb)
}
