using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Models.Metering;

/// <summary>
/// What this process set aside and what became of it, appended to files of its own: <c>INSTANCE.lock</c>, held as long as the process lives, and
/// <c>INSTANCE.N.journal</c>, N = 1, 2, … A line is in the page cache when <see cref="Append"/> returns, so it survives the process, and on the
/// disk after <see cref="Flush"/>. Safe for concurrent use.
/// </summary>
internal sealed class SpendingJournal : IDisposable
{
    /// <summary>Replays that cost nothing are not worth more memory while the disk refuses. Settlements are as many as there are attempts under way.</summary>
    private const int MaxWaiting = 10_000;

    private readonly Lock _gate = new();
    private readonly Lock _flushing = new();
    private readonly Queue<SafeFileHandle> _full = new();
    private readonly JournalBuffer _buffer = new();
    private readonly Queue<SpendingEvent> _unwritten = new();
    private readonly string _directory;
    private readonly string _instance;
    private readonly long _maxBytes;
    private readonly FileStream _lock;
    private SafeFileHandle _file;
    private long _number = 1;
    private long _length;
    private bool _isFlushed = true;
    private bool _isEnded;

    /// <exception cref="IOException">The folder cannot be written, or a process of this name lives.</exception>
    public SpendingJournal(string directory, string instance, long maxBytes)
    {
        (_directory, _instance, _maxBytes) = (directory, instance, maxBytes);
        Directory.CreateDirectory(directory);
        _lock = new FileStream(JournalFiles.LockOf(directory, instance), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            _lock.Write(Encoding.UTF8.GetBytes(JournalFiles.Boot));
            _lock.Flush();
            _file = Open(1);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Where the next line goes.</summary>
    public JournalPosition End
    {
        get
        {
            lock (_gate) return new JournalPosition(_number, _length);
        }
    }

    /// <summary>Appends a line.</summary>
    /// <exception cref="IOException">It cannot be written; it is not in the journal.</exception>
    /// <exception cref="ObjectDisposedException">The journal has ended.</exception>
    public void Append(SpendingEvent line)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isEnded, this);
            WriteWaitingLocked();
            WriteLocked(line);
        }
    }

    /// <summary>
    /// Appends a line that must not get lost: while the disk refuses, it waits in memory for the next occasion. Behind the end of the journal it
    /// is too late for it: its attempt is booked as in doubt.
    /// </summary>
    public void AppendOrKeep(SpendingEvent line)
    {
        lock (_gate)
        {
            if (_isEnded) return;
            if (line is SpendingEvent.Replayed && _unwritten.Count >= MaxWaiting) return;
            _unwritten.Enqueue(line);
            try
            {
                WriteWaitingLocked();
            }
            catch (IOException)
            {
                // Tried again with the next line and with every flush.
            }
        }
    }

    /// <summary>Writes what waits and makes the disk keep everything so far.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Flush()
    {
        // The disk is waited for outside the lock that every request needs.
        lock (_flushing)
        {
            SafeFileHandle[] files;
            lock (_gate)
            {
                WriteWaitingLocked();
                if (_isFlushed) return;
                files = [.. _full, _file];
                _isFlushed = true;
            }

            try
            {
                foreach (var file in files) RandomAccess.FlushToDisk(file);
                lock (_gate)
                    for (var full = 0; full < files.Length - 1; full++) _full.Dequeue().Dispose();
            }
            catch
            {
                lock (_gate) _isFlushed = false;
                throw;
            }
        }
    }

    /// <summary>Writes what waits; nothing follows.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Finish()
    {
        lock (_gate) _isEnded = true;
        Flush();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isEnded = true;
            _file.Dispose();
            while (_full.TryDequeue(out var full)) full.Dispose();
        }

        _lock.Dispose();
    }

    private void WriteWaitingLocked()
    {
        while (_unwritten.TryPeek(out var waiting))
        {
            WriteLocked(waiting);
            _unwritten.Dequeue();
        }
    }

    private void WriteLocked(SpendingEvent line)
    {
        JournalCodec.Write(line, _buffer);
        var bytes = _buffer.Written;
        if (_length > 0 && _length + bytes.Length > _maxBytes) RotateLocked();

        // A write that fails half-way is overwritten by the next: the length counts whole lines only.
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
        _isFlushed = false;
    }

    private void RotateLocked()
    {
        var next = Open(_number + 1);
        _full.Enqueue(_file);
        (_file, _number, _length, _isFlushed) = (next, _number + 1, 0, false);
    }

    private SafeFileHandle Open(long number)
    {
        try
        {
            return File.OpenHandle(JournalFiles.FileOf(_directory, _instance, number), FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The spending journal cannot be written in {_directory} ({refused.Message}). Give this user the right to write there."), refused);
        }
    }
}
