package sshd

import (
	"bytes"
	"io"
	"sync"
)

// maxWrite bounds what one channel keeps buffered, and what the write watchdog waits for.
const maxWrite = 16 << 10

// output is one of a channel's streams to the client.
type output struct {
	terminal bool   // end lines with CR LF
	moved    func() // called for each piece that the client took; nil: nobody cares

	mu    sync.Mutex
	to    io.Writer
	stuck watchdog
	cr    bool // the last byte was CR
	done  bool // the program has returned
}

func newOutput(to io.Writer, stuck watchdog) *output { return &output{to: to, stuck: stuck} }

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done {
		return 0, io.ErrClosedPipe
	}
	written := 0
	for len(p) > 0 {
		piece := p[:min(len(p), maxWrite)]
		if err := o.send(piece); err != nil {
			return written, err
		}
		written += len(piece)
		p = p[len(piece):]
	}
	return written, nil
}

// shut waits for the write under way and refuses further ones.
func (o *output) shut() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.done = true
}

func (o *output) send(piece []byte) error {
	if o.terminal {
		piece = o.cook(piece)
	}
	o.stuck.start()
	defer o.stuck.stop()
	_, err := o.to.Write(piece)
	if err == nil && o.moved != nil {
		o.moved()
	}
	return err
}

// cook puts a CR before each LF that has none.
func (o *output) cook(piece []byte) []byte {
	cooked := make([]byte, 0, len(piece)+bytes.Count(piece, []byte{'\n'}))
	for _, c := range piece {
		if c == '\n' && !o.cr {
			cooked = append(cooked, '\r')
		}
		o.cr = c == '\r'
		cooked = append(cooked, c)
	}
	return cooked
}
