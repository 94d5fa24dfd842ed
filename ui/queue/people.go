package queue

import (
	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/widget"
)

// people are the names that columns and dialogs need.
type people struct {
	members       []schema.Member
	organisations map[string]string // names by code
	law           []schema.Legal    // the legal regimes, all versions
}

// organisationsRead brings the names of organisations and of legal regimes.
type organisationsRead struct {
	found []schema.Organisation
	law   []schema.Legal
	err   error
}

// membersRead brings the names of colleagues.
type membersRead struct {
	found []schema.Member
	err   error
}

func (q *Screen) readOrganisations() tea.Cmd {
	s, desk := q.s, q.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		found, err := desk.Organisations(ctx)
		if err != nil {
			return organisationsRead{err: err}
		}
		law, err := desk.Legals(ctx)
		return organisationsRead{found, law, err}
	}
}

func (q *Screen) readMembers() tea.Cmd {
	s, desk := q.s, q.desk
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		found, err := desk.Members(ctx)
		return membersRead{found, err}
	}
}

func (q *Screen) meetOrganisations(got organisationsRead) tea.Cmd {
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	for _, o := range got.found {
		q.people.organisations[o.Code] = o.Name
	}
	q.people.law = got.law
	q.filter.organisations, q.filter.law = got.found, got.law
	q.list.age()
	return nil
}

func (q *Screen) meetMembers(got membersRead) tea.Cmd {
	if got.err != nil {
		return widget.Send(widget.Fail{Err: got.err})
	}
	q.people.members = got.found
	return nil
}

// orgName is the name of an organisation, its code while names are not read yet.
func (q *Screen) orgName(code string) string {
	if name := q.people.organisations[code]; name != "" {
		return name
	}
	return code
}
