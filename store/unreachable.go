package store

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// Unreachable says why the database does not answer, and what to do about it. It quotes nothing of the driver's error,
// as an operator can do nothing with that.
type Unreachable struct {
	Says, Do string
	cause    error
}

func (e *Unreachable) Error() string { return e.Says + "; " + e.Do }

// Unwrap is what the driver said.
func (e *Unreachable) Unwrap() error { return e.cause }

// Passes reports whether it may pass by itself: a server that is starting, or not reached just now. What somebody must
// correct, such as a password, does not.
func (e *Unreachable) Passes() bool {
	if said := pq.As(e.cause); said != nil {
		switch said.Code {
		case pqerror.TooManyConnections, pqerror.CannotConnectNow, pqerror.AdminShutdown, pqerror.CrashShutdown:
			return true
		}
		return false
	}
	var (
		name  *net.DNSError
		timed net.Error
	)
	return errors.As(e.cause, &name) || errors.As(e.cause, &timed) && timed.Timeout() ||
		slices.ContainsFunc([]error{
			syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EHOSTUNREACH, syscall.ENETUNREACH, fs.ErrNotExist,
			io.EOF, io.ErrUnexpectedEOF, context.DeadlineExceeded, os.ErrDeadlineExceeded,
		}, func(passing error) bool { return errors.Is(e.cause, passing) })
}

// place is where the database is, as the operator's address gives it.
type place struct{ host, user, database string }

func placeOf(c pq.Config) place {
	of := func(host string, port uint16) string {
		if strings.HasPrefix(host, "/") { // a socket's folder
			return host
		}
		return net.JoinHostPort(host, fmt.Sprint(port))
	}
	hosts := []string{of(c.Host, c.Port)}
	for _, m := range c.Multi {
		hosts = append(hosts, of(m.Host, m.Port))
	}
	return place{strings.Join(hosts, " and "), c.User, c.Database}
}

// explain turns the driver's error about a connection into a sentence and its cure.
func (p place) explain(cause error) error {
	if errors.Is(cause, context.Canceled) {
		return cause
	}
	says, do := p.refused(cause)
	if says == "" {
		says, do = p.unheard(cause)
	}
	return &Unreachable{Says: says, Do: do, cause: cause}
}

// refused explains the error of a server that answered, but would not take the connection.
func (p place) refused(cause error) (says, do string) {
	said := pq.As(cause)
	if said == nil {
		return "", ""
	}
	switch said.Code {
	case pqerror.InvalidPassword:
		return fmt.Sprintf("the database at %s does not accept the password of the user %q", p.host, p.user), "correct the user and the password in DATABASE_URL"
	case pqerror.InvalidAuthorizationSpecification:
		return fmt.Sprintf("the database at %s does not let the user %q in to %q from this machine", p.host, p.user, p.database),
			"correct the user in DATABASE_URL, use sslmode=require, or let the user in by the server's pg_hba.conf"
	case pqerror.InvalidCatalogName:
		return fmt.Sprintf("there is no database %q at %s", p.database, p.host), "create it (`createdb " + p.database + "`), or correct the name in DATABASE_URL"
	case pqerror.TooManyConnections:
		return fmt.Sprintf("the database at %s has no connection left", p.host),
			"stop what holds them, raise the server's max_connections, or lower CHASER_CONNECTIONS: so many does each running chaser take (16 unless set)"
	case pqerror.CannotConnectNow:
		return fmt.Sprintf("the database at %s is starting or stopping", p.host), "try again in a minute"
	case pqerror.AdminShutdown, pqerror.CrashShutdown:
		return fmt.Sprintf("the database at %s was shut down", p.host), "start PostgreSQL there, and try again"
	case pqerror.InsufficientPrivilege:
		return fmt.Sprintf("the user %q may not read or make tables in the database %q", p.user, p.database),
			fmt.Sprintf("make the user its owner: ALTER DATABASE %q OWNER TO %q", p.database, p.user)
	case pqerror.UndefinedObject, pqerror.InvalidParameterValue, pqerror.CantChangeRuntimeParam:
		return fmt.Sprintf("the database at %s does not know a setting that DATABASE_URL makes, or not its value", p.host),
			"leave out of DATABASE_URL what is no setting of PostgreSQL's"
	case pqerror.DiskFull, pqerror.OutOfMemory, pqerror.InsufficientResources:
		return fmt.Sprintf("the database at %s has run out of disk or memory", p.host), "make room there"
	}
	return fmt.Sprintf("the database at %s refuses the connection (PostgreSQL's error %s)", p.host, said.Code), "look the error up in the server's log"
}

// unheard explains the error when no server answered, or not as PostgreSQL does.
func (p place) unheard(cause error) (says, do string) {
	var (
		name        *net.DNSError
		unknown     x509.UnknownAuthorityError
		other       x509.HostnameError
		invalid     x509.CertificateInvalidError
		verify      *tls.CertificateVerificationError
		notTLS      tls.RecordHeaderError
		timed       net.Error
		certificate = "name its authority in DATABASE_URL (sslmode=verify-full&sslrootcert=/path/to/ca.pem) and the host as the certificate does, or renew the certificate"
	)
	const correct = "correct the host and the port in DATABASE_URL"
	switch {
	case errors.As(cause, &name) && name.IsNotFound:
		return fmt.Sprintf("the host in the database's address is not known to the name server (%s)", p.host), "correct the host in DATABASE_URL"
	case errors.As(cause, &name):
		return fmt.Sprintf("the name server does not say where the database's host is (%s)", p.host), "check this machine's network and its name server"
	case errors.Is(cause, pq.ErrSSLNotSupported):
		return fmt.Sprintf("the database at %s does not encrypt connections, and DATABASE_URL asks for it", p.host),
			"switch TLS on there, or, where nobody else can read that network, add sslmode=disable to DATABASE_URL"
	case errors.As(cause, &unknown), errors.As(cause, &other), errors.As(cause, &invalid), errors.As(cause, &verify):
		return fmt.Sprintf("this machine does not trust the certificate of the database at %s", p.host), certificate
	case errors.Is(cause, syscall.ECONNREFUSED):
		return fmt.Sprintf("nothing listens at the database's address, %s", p.host), "start PostgreSQL there, or " + correct
	case errors.Is(cause, fs.ErrNotExist):
		return fmt.Sprintf("a file that DATABASE_URL needs is not there: PostgreSQL's socket in %s, or a certificate", p.host), "start PostgreSQL, or correct the path in DATABASE_URL"
	case errors.Is(cause, fs.ErrPermission):
		return "this user may not open PostgreSQL's socket, or a certificate that DATABASE_URL names", "run chaser as a user who may"
	case errors.Is(cause, context.DeadlineExceeded), errors.Is(cause, os.ErrDeadlineExceeded),
		errors.As(cause, &timed) && timed.Timeout():
		return fmt.Sprintf("the database at %s does not answer", p.host), "check that it runs, that no firewall stands between, and the host and the port in DATABASE_URL"
	case errors.Is(cause, syscall.EHOSTUNREACH), errors.Is(cause, syscall.ENETUNREACH),
		errors.Is(cause, syscall.EADDRNOTAVAIL):
		return fmt.Sprintf("this machine has no way to the database at %s", p.host), "check its network, or " + correct
	case errors.As(cause, &notTLS), errors.Is(cause, io.EOF), errors.Is(cause, io.ErrUnexpectedEOF),
		errors.Is(cause, syscall.ECONNRESET):
		return fmt.Sprintf("what answers at %s is not PostgreSQL, or cut the connection", p.host), correct
	}
	return fmt.Sprintf("the connection to the database at %s failed as it was made", p.host), "check that it is PostgreSQL that listens there, and the server's log"
}
