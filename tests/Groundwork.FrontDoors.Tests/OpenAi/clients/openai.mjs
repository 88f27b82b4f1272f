// The official OpenAI package for Node, pointed at the address in BASE_URL alone. Prints what it got as one JSON object.
import OpenAI, { APIError } from 'openai';

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: 'any', maxRetries: 0 });
const messages = [{ role: 'user', content: 'Which colour is the sky?' }];
const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } }];
const seen = {};

seen.models = (await client.models.list()).data.map(model => model.id);

const chat = await client.chat.completions.create({ model: 'chat', messages });
seen.chat = chat.choices[0].message.content;
seen.usage = chat.usage.completion_tokens;

seen.streamed = '';
for await (const chunk of await client.chat.completions.create({ model: 'chat', messages, stream: true, stream_options: { include_usage: true } })) {
  seen.streamed += chunk.choices[0]?.delta?.content ?? '';
  seen.streamedUsage = chunk.usage?.completion_tokens ?? seen.streamedUsage;
}

const runner = client.chat.completions.stream({ model: 'chat', messages, tools });
const called = await runner.finalChatCompletion();
seen.tool = called.choices[0].message.tool_calls[0].function;
seen.toolFinish = called.choices[0].finish_reason;

const parsed = await client.chat.completions.parse({
  model: 'chat', messages,
  response_format: { type: 'json_schema', json_schema: { name: 'colour', strict: true, schema: { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'], additionalProperties: false } } },
});
seen.parsed = parsed.choices[0].message.parsed;

const vectors = await client.embeddings.create({ model: 'embed', input: ['a cat', 'a dog'] });
seen.vectors = vectors.data.map(item => item.embedding.length);
seen.plainVectors = (await client.embeddings.create({ model: 'embed', input: 'a cat', encoding_format: 'float' })).data[0].embedding.length;

const response = await client.responses.create({ model: 'chat', instructions: 'Be short.', input: 'Which colour is the sky?' });
seen.response = response.output_text;
seen.responseStreamed = '';
for await (const event of await client.responses.create({ model: 'chat', input: 'Count.', stream: true })) {
  if (event.type === 'response.output_text.delta') seen.responseStreamed += event.delta;
  if (event.type === 'response.completed') seen.responseStatus = event.response.status;
}

const calling = await client.responses.create({ model: 'chat', input: 'Weather?', tools: [{ type: 'function', name: 'weather', parameters: { type: 'object', properties: {} }, strict: false }] });
seen.responseTool = calling.output.find(item => item.type === 'function_call')?.name;

try {
  await client.chat.completions.create({ model: 'nothing', messages });
} catch (problem) {
  seen.refused = problem instanceof APIError ? [problem.status, problem.code] : String(problem);
}

seen.broken = '';
try {
  for await (const chunk of await client.chat.completions.create({ model: 'chat', messages, stream: true })) seen.broken += chunk.choices[0]?.delta?.content ?? '';
  seen.brokenBy = 'nothing';
} catch (problem) {
  seen.brokenBy = problem.constructor.name;
}

console.log(JSON.stringify(seen));
