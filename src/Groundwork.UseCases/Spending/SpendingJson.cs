using System.Text.Json.Serialization;
using Groundwork.Models;

namespace Groundwork.UseCases.Spending;

/// <summary>How an attempt without an end waits in the database.</summary>
[JsonSerializable(typeof(SpendingEvent.Reserved))]
internal sealed partial class SpendingJson : JsonSerializerContext;
