package queue

import (
	"fmt"
	"sync"
)

// gathering is several readings under way at once. The zero value is ready.
type gathering struct {
	group sync.WaitGroup
	mu    sync.Mutex
	err   error
}

// begin starts one reading. A panic in it becomes its error, for nothing else
// could catch it: it is named by its type, as it may hold what members wrote.
func (g *gathering) begin(read func() error) {
	g.group.Go(func() {
		var err error
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("reading stopped: %T", v)
			}
			g.mu.Lock()
			defer g.mu.Unlock()
			if g.err == nil {
				g.err = err
			}
		}()
		err = read()
	})
}

// end waits for all of them and returns the first error.
func (g *gathering) end() error {
	g.group.Wait()
	return g.err
}
