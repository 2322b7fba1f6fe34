// An operator's service that logs its accesses to Kafka, and a reader of alerts, as one would write them for Node.
// Arguments: broker, topic of logs, topic of alerts. Prints each alert message as one line, until it is ended.
import { Kafka, Partitioners, logLevel } from 'kafkajs';

const [broker, logs, alerts] = process.argv.slice(2);
const PEOPLE = 60;

const kafka = new Kafka({ clientId: 'operator', brokers: [broker], logLevel: logLevel.ERROR });

const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
await producer.connect();
const begin = Date.now() - PEOPLE * 1000;
await producer.send({
  topic: logs,
  messages: Array.from({ length: PEOPLE }, (_, i) => ({
    value: JSON.stringify({
      id: `kafkajs-${i}`,
      time: new Date(begin + i * 1000).toISOString(),
      account: 'jd',
      action: 'READ',
      subject: `p${i}`,
      src_ip: '192.0.2.7',
    }),
  })),
});
await producer.disconnect();

const consumer = kafka.consumer({ groupId: 'siem', readUncommitted: false });
await consumer.connect();
await consumer.subscribe({ topic: alerts, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    console.log(JSON.stringify({ key: message.key.toString(), alert: JSON.parse(message.value.toString()) }));
  },
});
