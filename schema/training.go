package schema

import "time"

// Training is one session given to a service.
type Training struct {
	ID       ID
	Ref      string // "F-2015-004"; internal ones "GOO-F-2015-001"
	Rev      int
	Service  string // who was trained: a unit of the authority, or another force
	Date     Date
	Topic    string
	Trained  int    // how many people; 0: not known yet
	Org      string // code of the organisation that gives it
	Internal string // code of the organisation that alone may know of it; empty: the whole group
	Updated  time.Time
}

// TrainingDraft is a new training, or what changes of one: there the zero
// values stay as they are.
type TrainingDraft struct {
	Service  string
	Date     Date
	Topic    string
	Trained  int
	Org      string // empty: the actor's own organisation
	Internal bool   // of the actor's organisation alone; never changes
}

// TrainingNeed is what a service's requests tell of what it has to learn.
type TrainingNeed struct {
	Service      string
	Answered     int // contents with an outcome
	Insufficient int // of these, answered for lack of information
	Trained      int // people of the service trained so far
}

// MayTrain returns nil when the actor may record a training that organisation
// org gives: the chair, the secretariat and requesters any, operators and
// associations their own.
func MayTrain(a Actor, v Verb, org string) error {
	switch a.Role {
	case RoleChair, RoleSecretariat, RoleRequester:
		return nil
	case RoleCorrespondent:
		if org == "" || org == a.OrgCode {
			return nil
		}
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: v, Noun: NounTraining}
}

// MayReadNeeds returns nil when the actor may read the training needs: readers
// of requests from those in their sight, observers from aggregates.
func MayReadNeeds(a Actor) error {
	if readsRequests(a.Role) || a.Role == RoleObserver {
		return nil
	}
	return &Fault{Class: ErrForbidden, Why: WhyRole, Verb: VerbNeeds}
}
