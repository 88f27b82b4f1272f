using System.Text.Json;
using Groundwork.UseCases;

namespace Groundwork.Server.Api.Wire;

/// <summary>News of use cases as server-sent events; the name of an event is the value of its member <c>event</c>.</summary>
internal static class Updates
{
    public static ServerEvent ToEvent(AskUpdate update) => new(
        update switch
        {
            AskUpdate.Found => "found",
            AskUpdate.Drafted => "drafted",
            AskUpdate.Verified => "verified",
            AskUpdate.Done => "done",
            _ => throw new InvalidOperationException($"An unknown update: {update}."),
        },
        JsonSerializer.Serialize(update, GroundworkJson.Readable.AskUpdate));

    public static ServerEvent ToEvent(IngestUpdate update, long? number = null) => new(
        update switch
        {
            IngestUpdate.Planned => "planned",
            IngestUpdate.Advanced => "advanced",
            IngestUpdate.Failed => "failed",
            IngestUpdate.Paused => "paused",
            IngestUpdate.Resumed => "resumed",
            IngestUpdate.Learning => "learning",
            IngestUpdate.Done => "done",
            _ => throw new InvalidOperationException($"An unknown update: {update}."),
        },
        JsonSerializer.Serialize(update, GroundworkJson.Readable.IngestUpdate),
        number);
}
