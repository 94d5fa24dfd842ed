package ui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// opening is how long the first frame may wait to be complete.
const opening = 300 * time.Millisecond

// Open reads all that the first frame shows, at once and before there is a
// program, so that this frame comes complete. What takes longer than opening
// comes in a later frame. It is called once, before Init.
func (m *Model) Open() {
	// Where the logs stand is read before the lists: what is committed while
	// these are read is then told again rather than never.
	m.pump.wake = m.o.Desk.Watch(m.o.Ctx)
	_, waiting := m.Update(safe(m.readHead())())
	m.pump.own = m.o.Desk.WatchOwn(m.o.Ctx)
	m.later = append(m.later, waiting, m.waiting.When(m.pump.own, ownWoken{}), safe(m.appear()))

	answers := make(chan tea.Msg)
	under := 0
	begin := func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		under++
		go func() {
			select {
			case answers <- cmd():
			case <-m.o.Ctx.Done():
			}
		}()
	}
	begin(m.guarded(m.queue.Init))
	enough := time.NewTimer(opening)
	defer enough.Stop()
	for under > 0 && m.err == nil {
		select {
		case msg := <-answers:
			under--
			batch, several := msg.(tea.BatchMsg)
			for _, cmd := range batch {
				begin(cmd)
			}
			if msg != nil && !several {
				_, cmd := m.Update(msg)
				begin(cmd)
			}
		case <-enough.C:
			for range under {
				m.later = append(m.later, func() tea.Msg {
					select {
					case msg := <-answers:
						return msg
					case <-m.o.Ctx.Done():
						return nil
					}
				})
			}
			return
		}
	}
}
