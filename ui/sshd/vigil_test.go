package sshd

import (
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestSilenceIsToldOnceAndThenEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var told []string
		begin := time.Now()
		note := func(what string) func() {
			return func() {
				mu.Lock()
				defer mu.Unlock()
				told = append(told, what+" "+time.Since(begin).String())
			}
		}
		v := newVigil(15*time.Minute, 2*time.Hour, note("quiet"), note("end"))
		time.Sleep(14 * time.Minute)
		v.touch() // 0:14
		time.Sleep(20 * time.Minute)
		v.touch() // 0:34, quiet since 0:29
		time.Sleep(3 * time.Hour)
		v.touch() // it is over
		time.Sleep(3 * time.Hour)
		mu.Lock()
		defer mu.Unlock()
		want := []string{"quiet 29m0s", "quiet 49m0s", "end 2h34m0s"}
		if len(told) != 3 || told[0] != want[0] || told[1] != want[1] || told[2] != want[2] {
			t.Errorf("%v, want %v", told, want)
		}
	})
}

func TestSilenceWithoutEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var quiet atomic.Int32
		v := newVigil(time.Minute, 0, func() { quiet.Add(1) }, nil)
		time.Sleep(time.Hour)
		v.touch()
		time.Sleep(time.Hour)
		v.stop()
		if quiet.Load() != 2 {
			t.Errorf("told %d times", quiet.Load())
		}
		none := newVigil(0, 0, nil, nil)
		none.touch()
		none.stop()
		stopped := newVigil(time.Minute, time.Minute, nil, nil)
		stopped.stop()
		time.Sleep(time.Hour)
	})
}
