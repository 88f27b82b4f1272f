using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Models.Metering;

/// <summary>
/// What this process set aside and what became of it, appended to files of its own: <c>INSTANCE.lock</c>, held as long as the process lives, and
/// <c>INSTANCE.N.journal</c>, N = 1, 2, … A line is in the page cache when <see cref="Append"/> returns, so it survives the process, and on the
/// disk after <see cref="Flush"/>. Safe for concurrent use.
/// </summary>
internal sealed class SpendingJournal : IDisposable
{
    private readonly Lock _gate = new();
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

    /// <exception cref="IOException">The folder cannot be written, or a process of this name lives.</exception>
    public SpendingJournal(string directory, string instance, long maxBytes)
    {
        (_directory, _instance, _maxBytes) = (directory, instance, maxBytes);
        Directory.CreateDirectory(directory);
        _lock = new FileStream(JournalFiles.LockOf(directory, instance), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
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
    public void Append(SpendingEvent line)
    {
        lock (_gate)
        {
            WriteWaitingLocked();
            WriteLocked(line);
        }
    }

    /// <summary>Appends a line that must not get lost: while the disk refuses, it waits in memory for the next occasion.</summary>
    public void AppendOrKeep(SpendingEvent line)
    {
        lock (_gate)
        {
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
        lock (_gate)
        {
            WriteWaitingLocked();
            if (_isFlushed) return;
            RandomAccess.FlushToDisk(_file);
            _isFlushed = true;
        }
    }

    public void Dispose()
    {
        lock (_gate) _file.Dispose();
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
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();
        (_file, _number, _length, _isFlushed) = (next, _number + 1, 0, true);
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
