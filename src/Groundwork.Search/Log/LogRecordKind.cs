namespace Groundwork.Search.Log;

/// <summary>What a record of a log says. The numbers are in the files.</summary>
internal enum LogRecordKind
{
    /// <summary>One commit: deleted keys and a segment image of new entries.</summary>
    Image = 1,

    /// <summary>The log goes on in another file.</summary>
    Continues = 2,

    /// <summary>The writer ended in peace. Whatever stands before this record was complete, so a broken one there is damage and no torn end.</summary>
    Closed = 3,

    /// <summary>One small commit: deleted keys and new entries, flat. Since version 3.</summary>
    Entries = 4,
}
