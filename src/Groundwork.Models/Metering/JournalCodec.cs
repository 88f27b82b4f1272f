using System.Buffers.Binary;
using System.Numerics;

namespace Groundwork.Models.Metering;

/// <summary>
/// Lines of the journal as bytes: length (4), CRC-32C of what follows (4), then a kind and its fields, numbers as LEB128, texts as UTF-8 behind
/// their length, what may be missing behind a byte that says so.
/// </summary>
internal static class JournalCodec
{
    public const int HeaderBytes = 8;

    /// <summary>Longer lines are damage: names are short.</summary>
    public const int MaxBytes = 1 << 20;

    public static void Write(SpendingEvent line, JournalBuffer into)
    {
        into.Reset(HeaderBytes);
        switch (line)
        {
            case SpendingEvent.Reserved reserved:
                into.Byte(1);
                into.Number(reserved.Number);
                into.Number(reserved.At.UtcTicks);
                Write(reserved.Attempt, into);
                Write(reserved.Most, into);
                into.Number(reserved.Accounts.Count);
                foreach (var account in reserved.Accounts) into.Number(account);
                break;
            case SpendingEvent.Settled settled:
                into.Byte(2);
                into.Number(settled.Number);
                Write(settled.Usage, into);
                into.Byte((byte)settled.Source);
                into.Byte(settled.Failure is { } failure ? (byte)(failure + 1) : (byte)0);
                into.Byte(settled.IsAborted ? (byte)1 : (byte)0);
                into.Number(settled.FirstToken is { } first ? 1 + Microseconds(first) : 0);
                into.Number(Microseconds(settled.Duration));
                break;
            case SpendingEvent.Returned returned:
                into.Byte(3);
                into.Number(returned.Number);
                break;
            case SpendingEvent.Replayed replayed:
                into.Byte(4);
                into.Number(replayed.Number);
                into.Number(replayed.At.UtcTicks);
                Write(replayed.Attempt, into);
                into.Byte((byte)replayed.Kind);
                into.Number(Microseconds(replayed.Duration));
                break;
            default:
                throw new ArgumentException($"A {line.GetType().Name} has no form in the journal.", nameof(line));
        }

        var bytes = into.Written;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Crc(bytes[HeaderBytes..]));
    }

    /// <summary>The first line of some bytes and how many it takes; null where it is not whole or not what was written.</summary>
    public static (SpendingEvent Line, int Bytes)? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length is < 2 or > MaxBytes || bytes.Length - HeaderBytes < length) return null;
        var body = bytes.Slice(HeaderBytes, length);
        if (Crc(body) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])) return null;
        var reader = new JournalFields(body);
        SpendingEvent? line = reader.Byte() switch
        {
            1 => new SpendingEvent.Reserved(reader.Number(), Moment(reader.Number()), Attempt(ref reader), Usage(ref reader), Accounts(ref reader)),
            2 => new SpendingEvent.Settled(
                reader.Number(), Usage(ref reader), (UsageSource)reader.Byte(), reader.Byte() is var failure and > 0 ? (ModelFailure)(failure - 1) : null,
                reader.Byte() == 1, reader.Number() is var first and > 0 ? Duration(first - 1) : null, Duration(reader.Number())),
            3 => new SpendingEvent.Returned(reader.Number()),
            4 => new SpendingEvent.Replayed(reader.Number(), Moment(reader.Number()), Attempt(ref reader), (ReplayKind)reader.Byte(), Duration(reader.Number())),
            _ => null,
        };
        return line is null || reader.IsBroken ? null : (line, HeaderBytes + length);
    }

    private static void Write(AttemptFacts attempt, JournalBuffer into)
    {
        into.Text(attempt.Key);
        into.Byte(attempt.User is null ? (byte)0 : (byte)1);
        if (attempt.User is { } user) into.Text(user);
        into.Text(attempt.Tenant);
        into.Text(attempt.Route);
        into.Text(attempt.Target);
        into.Text(attempt.Model);
        into.Byte((byte)attempt.Use);
        into.Byte(attempt.Price is null ? (byte)0 : (byte)1);
        if (attempt.Price is not { } price) return;
        into.Number(price.Input.NanoUsd);
        into.Number(price.Output.NanoUsd);
        into.Number(price.CachedInput.NanoUsd);
        into.Number(price.AsOf.DayNumber);
    }

    private static AttemptFacts Attempt(ref JournalFields reader) => new(
        reader.Text(), reader.Byte() == 1 ? reader.Text() : null, reader.Text(), reader.Text(), reader.Text(), reader.Text(), (ModelUse)reader.Byte(),
        reader.Byte() == 1 ? new ModelPrice(new Money(reader.Number()), new Money(reader.Number()), new Money(reader.Number()), Day(reader.Number())) : null);

    private static void Write(TokenUsage usage, JournalBuffer into)
    {
        into.Number(usage.Input);
        into.Number(usage.Output);
        into.Number(usage.CachedInput);
    }

    private static TokenUsage Usage(ref JournalFields reader) => new(reader.Number(), reader.Number(), reader.Number());

    private static long[] Accounts(ref JournalFields reader)
    {
        var count = reader.Number();
        if (count is < 0 or > MaxBytes || reader.IsBroken) return [];
        var accounts = new long[count];
        for (var i = 0; i < accounts.Length; i++) accounts[i] = reader.Number();
        return accounts;
    }

    private static long Microseconds(TimeSpan time) => Math.Max(0, time.Ticks / TimeSpan.TicksPerMicrosecond);

    private static TimeSpan Duration(long microseconds) => new(Math.Clamp(microseconds, 0, long.MaxValue / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond);

    private static DateTimeOffset Moment(long ticks) => new(Math.Clamp(ticks, 0, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)Math.Clamp(number, 0, DateOnly.MaxValue.DayNumber));

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
