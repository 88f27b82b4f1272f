using System.Numerics;
using Groundwork.Search.Bytes;
using Groundwork.Search.Log;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Commits;

/// <summary>Reads everything a commit names and checks what must hold inside.</summary>
internal static class SnapshotVerification
{
    public static void Run(IIndexDirectory directory, SnapshotState state, CancellationToken cancellationToken)
    {
        foreach (var view in state.Segments)
        {
            view.Reader.CheckAll(cancellationToken);
            if (view.Deletions is { } deletions) CheckDeletions(directory, deletions, view.Reader.EntryCount);
            CheckKeys(view.Reader, cancellationToken);
            CheckTerms(view.Reader, cancellationToken);
            CheckVectors(view.Reader, cancellationToken);
            view.Reader.Columns.Check(cancellationToken);
        }

        CheckLogs(directory, state, cancellationToken);
        CheckKeysDiffer(state, cancellationToken);
    }

    /// <summary>Reads the logs once more: what is searched was copied into memory when they were read first.</summary>
    private static void CheckLogs(IIndexDirectory directory, SnapshotState state, CancellationToken cancellationToken)
    {
        foreach (var log in state.Logs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = SegmentFormat.LogName(log);
            try
            {
                using var file = directory.OpenGrowing(name);
                LogFile.CheckHeader(file, log);
                var (at, length) = ((long)LogFile.HeaderBytes, file.Length);
                while (LogFile.Read(file, name, at, length) is { } record) at = record.End;
                if (log == state.Logs[^1] && at < state.LogEnd) Damage.Throw(name, $"it ends at {at}, and {state.LogEnd} bytes of it were read before");
            }
            catch (FileNotFoundException)
            {
                // A newer commit has made it needless while this one is pinned; its records were checked when they were read.
            }
        }
    }

    private static void CheckDeletions(IIndexDirectory directory, DeletionsRecord deletions, int entryCount)
    {
        try
        {
            DeletionsFile.Read(directory, deletions, entryCount);
        }
        catch (FileNotFoundException)
        {
            // A newer commit replaced the file while this one is pinned; its bits were checked when they were read.
        }
    }

    private static void CheckKeys(SegmentReader segment, CancellationToken cancellationToken)
    {
        for (var place = 0; place < segment.EntryCount; place++)
        {
            if ((place & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var key = segment.KeyOf(segment.OrderedEntry(place));
            if (key.IsEmpty) Damage.Throw(segment.File, "an entry has no key");
            if (place > 0 && segment.KeyOf(segment.OrderedEntry(place - 1)).SequenceCompareTo(key) >= 0) Damage.Throw(segment.File, "its keys are out of order");
        }
    }

    private static void CheckTerms(SegmentReader segment, CancellationToken cancellationToken)
    {
        CheckLengths(segment);
        var terms = segment.Dictionary.Terms();
        byte[] previous = [];
        var count = 0;
        while (terms.MoveNext())
        {
            if ((count & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            if (count > 0 && previous.AsSpan().SequenceCompareTo(terms.Term) >= 0) Damage.Throw(segment.File, "its terms are out of order");
            previous = terms.Term.ToArray();
            count++;
            CheckPostings(segment, terms.Postings());
        }

        if (count != segment.Info.TermCount) Damage.Throw(segment.File, $"it has {count} terms, not {segment.Info.TermCount}");
    }

    private static void CheckPostings(SegmentReader segment, PostingsWalk postings)
    {
        while (postings.MoveNext())
        {
            var positions = new ByteReader(postings.Positions, segment.File);
            for (var rest = postings.Mask; rest != 0; rest &= rest - 1)
            {
                var field = BitOperations.TrailingZeroCount(rest);
                if (postings.Frequency(field) >= FieldLength.Limit(segment.Lengths(field)[postings.Entry]))
                    Damage.Throw(segment.File, $"entry {postings.Entry} has a term more often than words");
                for (var i = 0; i < postings.Frequency(field); i++)
                    if (positions.Int32(SegmentFormat.MostPositions) == 0 && i > 0)
                        Damage.Throw(segment.File, "the positions of a term are out of order");
            }
        }
    }

    private static void CheckLengths(SegmentReader segment)
    {
        for (var field = 0; field < segment.Info.Fields.Count; field++)
        {
            var (holders, words, longest) = (0, 0L, FieldLength.None);
            foreach (var code in segment.Lengths(field))
            {
                if (code == FieldLength.None) continue;
                holders++;
                words += FieldLength.Words(code);
                longest = Math.Max(longest, code);
            }

            var said = segment.Info.Fields[field];
            if (words != said.WordCount || holders != said.EntryCount || longest != said.Longest)
                Damage.Throw(segment.File, $"text field {field} does not have {said.WordCount} words in {said.EntryCount} entries");
        }
    }

    private static void CheckVectors(SegmentReader segment, CancellationToken cancellationToken)
    {
        var last = -1;
        for (var row = 0; row < segment.Vectors.Count; row++)
        {
            if ((row & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
            var entry = segment.Vectors.EntryOf(row);
            if (entry <= last) Damage.Throw(segment.File, "its vectors are out of order");
            last = entry;
            double sum = 0;
            foreach (var value in segment.Vectors.Row(row)) sum += (double)value * value;
            if ((float)Math.Sqrt(sum) is var length && length != segment.Vectors.NormOf(row))
                Damage.Throw(segment.File, $"the vector of entry {entry} has the length {length}, not {segment.Vectors.NormOf(row)}");
        }
    }

    private static void CheckKeysDiffer(SnapshotState state, CancellationToken cancellationToken)
    {
        for (var i = 1; i < state.Segments.Count; i++)
        {
            var view = state.Segments[i];
            for (var entry = 0; entry < view.Reader.EntryCount; entry++)
            {
                if ((entry & 0xFFF) == 0) cancellationToken.ThrowIfCancellationRequested();
                if (view.Dead is not null && view.Dead[entry]) continue;
                for (var j = 0; j < i; j++)
                {
                    var other = state.Segments[j];
                    if (other.Reader.EntryOf(view.Reader.KeyOf(entry)) is { } twin && (other.Dead is null || !other.Dead[twin]))
                        Damage.Throw(view.Reader.File, $"entry {entry} is alive in \"{other.Reader.File}\" as well");
                }
            }
        }
    }
}
