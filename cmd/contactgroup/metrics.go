package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"contactgroup/store"
	"contactgroup/ui/lang"
)

const (
	figuresAge  = 15 * time.Second // how old the register's figures may be
	figuresTime = 5 * time.Second  // what they, or readiness, may take
)

// metrics are the figures of one server, for a private address.
type metrics struct {
	service  *service
	registry *prometheus.Registry
	commands *prometheus.HistogramVec
	commits  prometheus.Histogram

	mu      sync.Mutex
	figures store.Figures
	known   bool      // figures are of the register
	looked  time.Time // when they were asked for
}

var (
	sessionsOpen    = prometheus.NewDesc("contactgroup_sessions", "Sessions of members and guests by what they run.", []string{"kind"}, nil)
	connectionsOpen = prometheus.NewDesc("contactgroup_connections", "Connections of members and guests.", nil, nil)
	unauthenticated = prometheus.NewDesc("contactgroup_connections_unauthenticated", "Connections that have proven no key yet.", nil, nil)
	evicted         = prometheus.NewDesc("contactgroup_connections_evicted_total", "Unauthenticated connections that had to make room.", nil, nil)
	loginsRefused   = prometheus.NewDesc("contactgroup_logins_refused_total", "Keys and codes refused.", []string{"reason"}, nil)
	openRequests    = prometheus.NewDesc("contactgroup_requests_open", "Open requests of the whole register.", []string{"state", "label"}, nil)
	logEntries      = prometheus.NewDesc("contactgroup_log_entries", "Entries of the logs.", []string{"kind"}, nil)
	sealAge         = prometheus.NewDesc("contactgroup_seal_age_seconds", "Since a log was sealed last.", nil, nil)
	alertsWaiting   = prometheus.NewDesc("contactgroup_alert_deliveries_waiting", "Alerts on their way.", nil, nil)
	alertsFailed    = prometheus.NewDesc("contactgroup_alert_deliveries_failed", "Alerts that were given up.", nil, nil)
	databaseUp      = prometheus.NewDesc("contactgroup_database_up", "1 while the database answers.", nil, nil)
	buildInfo       = prometheus.NewDesc("contactgroup_build_info", "The program's version.", []string{"version"}, nil)
)

func newMetrics(s *service) *metrics {
	m := &metrics{service: s, registry: prometheus.NewRegistry(),
		commands: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "contactgroup_command_seconds", Help: "How long commands took.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"command"}),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "contactgroup_commit_seconds", Help: "How long commits took.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1}})}
	m.registry.MustRegister(m, m.commands, m.commits, collectors.NewGoCollector())
	return m
}

// ran notes one command, by its noun and verb.
func (m *metrics) ran(command string, took time.Duration) {
	m.commands.WithLabelValues(command).Observe(took.Seconds())
}

// Describe says nothing beforehand: that would look into the register.
func (m *metrics) Describe(chan<- *prometheus.Desc) {}

func (m *metrics) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	total := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	server := m.service.server
	for kind, n := range m.service.running.all() {
		gauge(sessionsOpen, float64(n), kind)
	}
	gauge(connectionsOpen, float64(server.Connections()))
	gauge(unauthenticated, float64(server.Unauthenticated()))
	total(evicted, float64(server.Evicted()))
	for reason, n := range m.service.refusals.all() {
		total(loginsRefused, float64(n), reason)
	}
	gauge(buildInfo, 1, version())
	f, known := m.register()
	up := 0.0
	if known {
		up = 1
	}
	gauge(databaseUp, up)
	if !known {
		return
	}
	for _, o := range f.Open {
		gauge(openRequests, float64(o.N), string(o.State), string(o.Label))
	}
	for kind, n := range f.Entries {
		gauge(logEntries, float64(n), kind)
	}
	gauge(alertsWaiting, float64(f.Waiting))
	gauge(alertsFailed, float64(f.Failed))
	if !f.LastSeal.IsZero() {
		gauge(sealAge, m.service.now().Sub(f.LastSeal).Seconds())
	}
}

// register is the register's figures, counted anew at most once in figuresAge.
func (m *metrics) register() (store.Figures, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.looked.IsZero() || time.Since(m.looked) >= figuresAge || !m.known {
		ctx, cancel := context.WithTimeout(context.Background(), figuresTime)
		defer cancel()
		f, err := m.service.db.Figures(ctx)
		m.figures, m.known, m.looked = f, err == nil, time.Now()
	}
	return m.figures, m.known && !m.service.db.Away()
}

// handler answers /metrics, /healthz and /readyz.
func (m *metrics) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) }) // who has gone need not know
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), figuresTime)
		defer cancel()
		if err := m.service.db.Ready(ctx); err != nil {
			http.Error(w, lang.English.Error(err), http.StatusServiceUnavailable)
			return
		}
		if err := m.service.server.Ready(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		_, _ = w.Write([]byte("ready\n"))
	})
	return mux
}

// serve answers on l until ctx ends.
func (m *metrics) serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: m.handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, MaxHeaderBytes: 8 << 10}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })() // what is under way is of no consequence
	err := server.Serve(l)
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// isPrivate reports whether an address to listen on is reached from this
// machine or a private network alone (RFC 1918, RFC 4193).
func isPrivate(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}
