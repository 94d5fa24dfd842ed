package store

import (
	"errors"
	"maps"
	"strings"
	"time"

	"contactgroup/schema"
)

// errEndMoved: a log was written beside the commands, so that its end is not
// where the last of them left it. The same command may pass.
var errEndMoved = errors.New("the end of a log has moved")

// takeKnown takes places at the ends of logs where the session's commands left
// them: it need not ask where that is, which cost a claim as much as all of its
// reading. It gives none when an end is not known, or the audiences get
// different numbers of entries.
func (w *sessionTx) takeKnown(audiences []string, count map[string]int, now time.Time) (map[string]lastEntry, error) {
	taken, each := make(map[string]lastEntry, len(audiences)), count[audiences[0]]
	args := make([]any, 0, 3*len(audiences)+1)
	for _, key := range audiences {
		end, known := w.session.ends[key]
		if !known || count[key] != each {
			return nil, nil
		}
		end.seq += schema.Seq(each)
		if now.After(end.at) {
			end.at = now
		}
		taken[key] = end
		args = append(args, key, end.seq, stamp(end.at))
	}
	n, err := w.execute(w.ctx, `INSERT OR FAIL INTO log_counter (audience, seq, at) VALUES (?, ?, ?)`+strings.Repeat(`, (?, ?, ?)`, len(audiences)-1)+`
		ON CONFLICT (audience) DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE log_counter.seq = excluded.seq - ?`, append(args, each)...)
	if err != nil {
		return nil, err
	}
	if n != int64(len(audiences)) {
		clear(w.session.ends)
		return nil, errEndMoved
	}
	w.ends = taken
	return taken, nil
}

// keepEnds keeps where the transaction, which was committed, left the logs it wrote.
func (w *sessionTx) keepEnds() {
	if w.session.ends == nil {
		w.session.ends = map[string]lastEntry{}
	}
	maps.Copy(w.session.ends, w.ends)
}
