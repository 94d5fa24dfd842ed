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
	tell, end := c.meter(c.words.Command.Searching)
	if tell == nil {
		return c.ctx, end
	}
	return schema.WithProgress(c.ctx, func(done, total int) { tell(int64(done), int64(total)) }), end
}

// meter shows on a terminal how far long work is, by a text with {percent}; end
// takes it away again and may be called twice. Elsewhere tell is nil.
func (c *call) meter(text string) (tell func(done, total int64), end func()) {
	if !c.s.Terminal {
		return nil, func() {}
	}
	shown := false
	var last time.Time
	tell = func(done, total int64) {
		if time.Since(last) < 100*time.Millisecond {
			return
		}
		shown, last = true, time.Now()
		c.mark(lang.Fill(text, "percent", itoa(int(100*done/max(total, 1)))))
	}
	return tell, func() {
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
