package sshd

import (
	"sync"
	"time"
)

// vigil tells of silence, with one timer that is armed from the last sign of
// life instead of being set anew by each.
type vigil struct {
	quiet, end     time.Duration // 0: never
	onQuiet, onEnd func()        // onQuiet once in each silence; onEnd once

	mu    sync.Mutex
	last  time.Time
	told  bool // onQuiet was called for this silence
	over  bool
	timer *time.Timer
}

func newVigil(quiet, end time.Duration, onQuiet, onEnd func()) *vigil {
	v := &vigil{quiet: quiet, end: end, onQuiet: onQuiet, onEnd: onEnd, last: time.Now()}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.arm(0)
	return v
}

// touch is a sign of life.
func (v *vigil) touch() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last = time.Now()
	if v.told {
		v.told = false
		v.arm(0)
	}
}

func (v *vigil) stop() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.over = true
	if v.timer != nil {
		v.timer.Stop()
	}
}

// arm sets the timer to what comes next after so long a silence. It is called with the lock held.
func (v *vigil) arm(silence time.Duration) {
	next := v.end
	if v.quiet > 0 && !v.told && (next == 0 || v.quiet < next) {
		next = v.quiet
	}
	switch {
	case v.over || next == 0:
	case v.timer == nil:
		v.timer = time.AfterFunc(next-silence, v.fire)
	default:
		v.timer.Reset(next - silence)
	}
}

// fire runs when there may have been silence for long enough.
func (v *vigil) fire() {
	v.mu.Lock()
	silence := time.Since(v.last)
	var happened func()
	switch {
	case v.over:
	case v.end > 0 && silence >= v.end:
		v.over, happened = true, v.onEnd
	case v.quiet > 0 && !v.told && silence >= v.quiet:
		v.told, happened = true, v.onQuiet
	}
	v.arm(silence)
	v.mu.Unlock()
	if happened != nil {
		happened()
	}
}
