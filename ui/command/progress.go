package command

import (
	"context"
	"fmt"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// watched is the command's context under which long reading shows on a terminal
// how far it is; end takes that away again and may be called twice.
func (c *call) watched() (ctx context.Context, end func()) {
	if !c.s.Terminal {
		return c.ctx, func() {}
	}
	shown := false
	var last time.Time
	tell := func(done, total int) {
		if time.Since(last) < 100*time.Millisecond {
			return
		}
		shown, last = true, time.Now()
		c.mark(lang.Fill(c.words.Command.Searching, "percent", itoa(100*done/max(total, 1))))
	}
	return schema.WithProgress(c.ctx, tell), func() {
		if shown {
			c.mark("")
		}
		shown = false
	}
}

// mark writes over the terminal's present line.
func (c *call) mark(text string) {
	_, _ = fmt.Fprint(c.s.Err, "\r\x1b[K"+text) // whoever cannot be told still gets the list
}
