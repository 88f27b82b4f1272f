namespace Groundwork.Models.Routing;

/// <summary>Leaves a target alone that fails again and again, and then lets one request find out whether it is back.</summary>
/// <remarks>
/// Closed, it counts transient failures in a row. Open, nothing passes until the time is over; then one request at a time is a trial,
/// whose outcome alone closes the circuit or opens it anew: what began before the circuit opened says nothing about now.
/// </remarks>
internal sealed class CircuitBreaker(TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _failures;
    private volatile bool _isOpen;
    private bool _isTrying;
    private long _openedAt;
    private TimeSpan _openFor;

    /// <summary>True if a request may go; a trial must report its outcome, or that it has none.</summary>
    public bool TryPass(out bool isTrial)
    {
        isTrial = false;
        if (!_isOpen)
            return true;
        lock (_gate)
        {
            if (!_isOpen)
                return true;
            if (_isTrying || time.GetElapsedTime(_openedAt) < _openFor)
                return false;
            _isTrying = isTrial = true;
            return true;
        }
    }

    /// <summary>True if <see cref="TryPass"/> would say yes now.</summary>
    public bool MayPass()
    {
        if (!_isOpen)
            return true;
        lock (_gate)
            return !_isOpen || (!_isTrying && time.GetElapsedTime(_openedAt) >= _openFor);
    }

    /// <summary>The target answered, if only to say that the request is wrong.</summary>
    public void Answered(bool wasTrial)
    {
        if (!wasTrial && Volatile.Read(ref _failures) == 0)
            return;
        lock (_gate)
        {
            if (_isOpen && !wasTrial)
                return;
            _failures = 0;
            _isOpen = false;
            _isTrying = false;
        }
    }

    /// <summary>The target failed in a way that may pass.</summary>
    public void Failed(CircuitSettings settings, bool wasTrial)
    {
        lock (_gate)
        {
            if (_isOpen && !wasTrial)
                return;
            _failures++;
            if (!wasTrial && _failures < settings.Failures)
                return;
            _isOpen = true;
            _isTrying = false;
            _openedAt = time.GetTimestamp();
            _openFor = settings.OpenFor;
        }
    }

    /// <summary>A request ended without saying anything about the target: nothing was sent, or the caller gave up.</summary>
    public void Withdrawn(bool wasTrial)
    {
        if (!wasTrial)
            return;
        lock (_gate)
            _isTrying = false;
    }
}
