using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Groundwork.Benchmarks.Macro;

/// <summary>
/// Search over HTTP with query vectors, as JSON numbers and as base64 of little-endian float32, over kept-alive connections. Server and client
/// are pinned to a core each from outside; requests are made beforehand and replies are read whole, but looked into afterwards.
/// </summary>
internal sealed class HttpRun
{
    private const int Limit = 10;
    private const int Passes = 5;
    private const int WarmPasses = 8;
    private readonly CommandLine _command;
    private readonly VectorSet _set;
    private readonly Uri _address;
    private readonly Measurements _lines;

    private HttpRun(CommandLine command)
    {
        _command = command;
        _address = new Uri(command.Word(1, "the address of /api/search"));
        _set = VectorSet.Load(command.Data, command.Text("set", "lsa384-100k"));
        _lines = new Measurements(
            command.Has("out") ? command.Text("out", "") : null,
            ("peer", command.Text("label", Engine.Peer + "-http")), ("set", _set.Name), ("n", _set.Count), ("dim", _set.Dimensions));
    }

    public static void Run(CommandLine command)
    {
        var run = new HttpRun(command);
        foreach (var encoding in command.Text("encodings", "base64,json").Split(','))
            foreach (var connections in command.Text("connections", "1,8").Split(','))
                run.Measure(encoding, int.Parse(connections, CultureInfo.InvariantCulture));
    }

    /// <summary>Writes the base vectors as records to ingest: one JSON object a line, whose id is the row.</summary>
    public static void WriteRecords(CommandLine command)
    {
        var set = VectorSet.Load(command.Data, command.Word(1, "the name of the set"));
        using var writer = new StreamWriter(command.Text("to", set.Name + ".jsonl"));
        var count = command.Number("rows", set.Count);
        for (var row = 0; row < count; row++)
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"id\": \"{row}\", \"title\": \"{row}\", \"text\": \"Row {row}.\", \"vectorBase64\": \"{Base64(set.Row(row))}\"}}\n"));
    }

    private static string Base64(ReadOnlyMemory<float> vector) => Convert.ToBase64String(MemoryMarshal.AsBytes(vector.Span));

    private static string Numbers(ReadOnlyMemory<float> vector)
    {
        var text = new StringBuilder("[");
        foreach (var value in vector.Span) text.Append(text.Length == 1 ? "" : ",").Append(value.ToString("R", CultureInfo.InvariantCulture));
        return text.Append(']').ToString();
    }

    private void Measure(string encoding, int connections)
    {
        var requests = Enumerable.Range(0, _set.QueryCount).Select(q => HttpConnection.Request(_address, Body(encoding, q), _command.Has("key") ? _command.Text("key", "") : null)).ToArray();
        var replies = new byte[requests.Length][];
        for (var pass = 0; pass < WarmPasses; pass++) Once(requests, replies, connections);
        var passes = Enumerable.Range(0, Passes).Select(_ => Once(requests, replies, connections)).ToArray();
        var recall = _set.Truth("").Recall([.. replies.Select(RowsOf)], Limit);
        _lines.Emit(
            "http", [("encoding", encoding), ("hits", _command.Has("names") ? "names" : "with texts and reasons"), ("connections", connections), ("recall", recall), .. Pass.Fields(passes), ("request_bytes", requests[0].Length), ("reply_bytes", replies[0].Length)]);
    }

    private string Body(string encoding, int query)
    {
        var vector = string.Equals(encoding, "json", StringComparison.Ordinal) ? $"\"vector\":{Numbers(_set.Query(query))}" : $"\"vectorBase64\":\"{Base64(_set.Query(query))}\"";
        return string.Create(
            CultureInfo.InvariantCulture, $"{{\"collection\":\"{_command.Text("collection", "default")}\",\"limit\":{Limit},\"mode\":\"vector\",{vector}{(_command.Has("ef") ? $",\"effort\":{_command.Text("ef", "")}" : "")}{(_command.Has("names") ? ",\"include\":[]" : "")}}}");
    }

    private Pass Once(byte[][] requests, byte[][] replies, int connections)
    {
        var times = new double[requests.Length];
        var next = -1;
        var failures = new List<Exception>();
        var (wall, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var threads = Enumerable.Range(0, connections).Select(_ => new Thread(() =>
        {
            try
            {
                using var connection = new HttpConnection(_address);
                for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
                {
                    var started = Stopwatch.GetTimestamp();
                    var reply = connection.Send(requests[i]);
                    times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                    replies[i] = reply.ToArray();
                }
            }
            catch (Exception e)
            {
                lock (failures) failures.Add(e);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return failures.Count == 0 ? Pass.Of(times, wall.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds) : throw new AggregateException(failures);
    }

    private static int[] RowsOf(byte[] reply)
    {
        using var json = JsonDocument.Parse(reply);
        return [.. json.RootElement.GetProperty("hits").EnumerateArray().Select(h => int.Parse(h.GetProperty("document").GetString()!, CultureInfo.InvariantCulture))];
    }
}
